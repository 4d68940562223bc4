"""Check a proof of Sightline's ledger with nothing but Python: python3 check_proof.py proof.json [KEY] [heads.txt]

KEY: the public key, in hex, as you were given it on paper. heads.txt: what a witness keeps.
The tree is that of RFC 9162, section 2.1; the signature is Ed25519, RFC 8032, section 5.1.
"""

import json
import sys
from hashlib import sha256, sha512
from pathlib import Path

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point(text):
    y, odd = int.from_bytes(text, "little") % 2**255, text[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and odd):
        raise ValueError("not a point of the curve")
    return (x if x % 2 == odd else P - x), y


def add(one, other):
    (a, b), (c, d) = one, other
    e = D * a * b * c * d % P
    return (a * d + b * c) * pow(1 + e, -1, P) % P, (b * d + a * c) * pow(1 - e, -1, P) % P


def times(number, base):
    found = (0, 1)
    while number:
        found, base, number = add(found, base) if number & 1 else found, add(base, base), number >> 1
    return found


def head(line, trusted):
    *said, key, signature = line.split()
    key, signature, text = bytes.fromhex(key), bytes.fromhex(signature), " ".join(said).encode()
    base, s = point((4 * pow(5, -1, P) % P).to_bytes(32, "little")), int.from_bytes(signature[32:], "little")
    h = int.from_bytes(sha512(signature[:32] + key + text).digest(), "little") % Q
    if trusted not in ("", key.hex()) or s >= Q or times(s, base) != add(point(signature[:32]), times(h, point(key))):
        raise ValueError("the head was not signed by that key")
    return int(said[2]), bytes.fromhex(said[3])


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def included(leaf, position, size, path):
    if size == 1:
        return leaf if not path and position == 0 else b""
    half = 1 << (size - 1).bit_length() - 1
    if position < half:
        return node(included(leaf, position, half, path[:-1]), path[-1])
    return node(path[-1], included(leaf, position - half, size - half, path[:-1]))


def grown(root, old, new, path):
    if old == new:
        return (path[0] if path else root,) * 2
    half = 1 << (new - 1).bit_length() - 1
    was, now = grown(root, old, half, path[:-1]) if old <= half else grown(b"", old - half, new - half, path[:-1])
    return (was, node(now, path[-1])) if old <= half else (node(path[-1], was), node(path[-1], now))


proof, key = json.loads(Path(sys.argv[1]).read_text()), sys.argv[2] if len(sys.argv) > 2 else ""
path, (size, root) = [bytes.fromhex(step) for step in proof["path"]], head(proof["head"], key)
if "entry" in proof:
    proven = included(sha256(b"\0" + proof["entry"].encode()).digest(), proof["position"], size, path) == root
else:
    old_size, old_root = head(proof["older"], key)
    proven = 0 < old_size < size and grown(old_root, old_size, size, path) == (old_root, root)
if len(sys.argv) > 3:
    proven = proven and proof["head"] in Path(sys.argv[3]).read_text().splitlines()
print("PROVEN" if proven else "NOT PROVEN", proof.get("entry", ""), proof["head"], sep="\n")
sys.exit(not proven)
