"""The tree is RFC 9162's: held against another's tree, and against what the RFC says of proofs."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree
from pytest import mark

from sightline.ledger.merkle import Tree, consistency, inclusion, leaf_of, node, root_of

SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 64, 100]


def texts(size):
    return [b"entry %d" % number for number in range(size)]


def theirs(size):
    """The same entries in pymerkle's tree."""
    tree = InmemoryTree(algorithm="sha256")
    for text in texts(size):
        tree.append_entry(text)
    return tree


def leaves(size):
    return [leaf_of(text) for text in texts(size)]


def folded(leaf, position, size, path):
    """What an inclusion path leads to, as RFC 9162, section 2.1.3.2, walks it."""
    here, last, found = position, size - 1, leaf
    for step in path:
        if here & 1 or here == last:
            found = node(step, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, step)
        here, last = here >> 1, last >> 1
    return found if last == 0 else b""


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert root_of([]) == Tree().root == sha256(b"").digest()


@mark.parametrize("size", SIZES)
def test_the_root_is_what_another_tree_says(size):
    assert root_of(leaves(size)) == theirs(size).get_root(size)


@mark.parametrize("size", SIZES)
def test_a_tree_that_grows_has_the_same_root_at_every_size(size):
    tree, other = Tree(), theirs(size)

    for number, leaf in enumerate(leaves(size), start=1):
        tree.add(leaf)
        assert (tree.size, tree.root) == (number, other.get_root(number))


@mark.parametrize("size", [1, 3, 8, 100])
def test_a_growing_tree_remembers_no_more_than_the_logarithm(size):
    tree = Tree()
    for leaf in leaves(size):
        tree.add(leaf)

    assert len(tree.peaks) == size.bit_count()


@mark.parametrize("size", SIZES)
def test_a_path_of_inclusion_is_what_another_tree_says(size):
    other = theirs(size)

    for position in range(size):
        path = [bytes.fromhex(step) for step in other.prove_inclusion(position + 1, size).serialize()["path"]]
        assert inclusion(leaves(size), position) == path[1:]


@given(st.integers(1, 200).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_path_leads_from_its_leaf_to_the_root(drawn):
    size, position = drawn
    all_of_them = leaves(size)

    path = inclusion(all_of_them, position)

    assert folded(all_of_them[position], position, size, path) == root_of(all_of_them)


@given(st.integers(2, 120).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))), st.binary())
def test_no_other_text_has_the_path_of_an_entry(drawn, text):
    size, position = drawn
    all_of_them = leaves(size)

    other = leaf_of(b"other " + text)

    assert folded(other, position, size, inclusion(all_of_them, position)) != root_of(all_of_them)


def test_a_leaf_is_never_taken_for_a_node():
    left, right = leaves(2)

    assert leaf_of(left + right) != node(left, right)


@mark.parametrize("size", SIZES)
def test_a_tree_is_consistent_with_itself_without_words(size):
    assert consistency(leaves(size), size) == []


@mark.parametrize(("old", "new", "steps"), [(1, 2, 1), (3, 7, 4), (4, 7, 1), (6, 7, 3), (64, 100, 1)])
def test_a_proof_of_growth_is_as_long_as_the_rfc_has_it(old, new, steps):
    assert len(consistency(leaves(new), old)) == steps


def test_the_growth_of_seven_from_three_is_the_rfcs_own_example():
    d = leaves(7)
    c, left_of_d, g, right = d[2], d[3], node(d[0], d[1]), node(node(d[4], d[5]), d[6])

    assert consistency(d, 3) == [c, left_of_d, g, right]
