"""From the national grids to latitude and longitude.

Great Britain's grid (OSGB36) and Ireland's (TM75), each turned back to its ellipsoid and shifted to WGS 84 by seven
parameters: right within about 5 metres, which is finer than a postcode.
Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C; EPSG 1314 and 1954.
"""

from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin, sqrt, tan

WGS84_A, WGS84_B = 6_378_137.0, 6_356_752.314245
ARCSECOND = radians(1 / 3600)
DEGREE = 111_250.0  # metres north, nearly


@dataclass(frozen=True, slots=True)
class Grid:
    """A transverse Mercator grid: ellipsoid axes a and b, scale, true origin in degrees, false origin in metres.

    shift: to WGS 84, metres along x, y, z, arcseconds of turn about them, and parts per million of scale.
    """

    a: float
    b: float
    scale: float
    latitude: float
    longitude: float
    easting: float
    northing: float
    shift: tuple[float, float, float, float, float, float, float]

    @property
    def eccentricity(self) -> float:
        """The square of the eccentricity of the ellipsoid."""
        return 1 - (self.b / self.a) ** 2


BRITAIN = Grid(
    6_377_563.396, 6_356_256.909, 0.9996012717, 49, -2, 400_000, -100_000,
    (446.448, -125.157, 542.06, 0.1502, 0.247, 0.8421, -20.4894),
)  # fmt: skip
IRELAND = Grid(
    6_377_340.189, 6_356_034.448, 1.000035, 53.5, -8, 200_000, 250_000,
    (482.5, -130.6, 564.6, -1.042, -0.214, -0.631, 8.15),
)  # fmt: skip


def to_degrees(easting: float, northing: float, grid: Grid = BRITAIN) -> tuple[float, float]:
    """Latitude and longitude (WGS 84, degrees) of a point on a grid, given in metres east and north of its origin."""
    return _to_wgs84(*_unprojected(easting, northing, grid), grid)


def to_metres(latitude: float, longitude: float, grid: Grid = BRITAIN) -> tuple[float, float]:
    """Metres east and north on a grid of a point in degrees (WGS 84), found by closing in; right within a metre.

    Meant for points on and around the islands: far from the grid it is only roughly right.
    """
    east, north = grid.easting, grid.northing + (latitude - grid.latitude) * DEGREE
    for _ in range(8):
        lat, lon = to_degrees(east, north, grid)
        north += (latitude - lat) * DEGREE
        east += (longitude - lon) * DEGREE * cos(radians(latitude))
    return east, north


def _unprojected(easting: float, northing: float, grid: Grid) -> tuple[float, float]:
    """Latitude and longitude in radians on the grid's own ellipsoid."""
    lat = _footpoint(northing, grid)
    e2, s, t = grid.eccentricity, sin(lat), tan(lat)
    nu = grid.a * grid.scale / sqrt(1 - e2 * s * s)
    rho = nu * (1 - e2) / (1 - e2 * s * s)
    eta2 = nu / rho - 1
    d = (easting - grid.easting) / nu
    t2 = t * t
    north = d**2 / 2 - d**4 / 24 * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) + d**6 / 720 * (61 + 90 * t2 + 45 * t2**2)
    east = d - d**3 / 6 * (nu / rho + 2 * t2) + d**5 / 120 * (5 + 28 * t2 + 24 * t2**2)
    return lat - t * nu / rho * north, radians(grid.longitude) + east / cos(lat)


def _footpoint(northing: float, grid: Grid) -> float:
    """The latitude, in radians, whose arc along the meridian has the length of the northing."""
    lat0, reach = radians(grid.latitude), northing - grid.northing
    lat, arc = lat0, 0.0
    while True:
        lat += (reach - arc) / (grid.a * grid.scale)
        arc = _meridian(lat0, lat, grid)
        if abs(reach - arc) < 1e-5:
            return lat


def _meridian(lat0: float, lat: float, grid: Grid) -> float:
    """The length along the meridian between two latitudes in radians, in metres on the grid."""
    n = (grid.a - grid.b) / (grid.a + grid.b)
    d, s = lat - lat0, lat + lat0
    series = (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * d
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(d) * cos(s)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * d) * cos(2 * s)
        - 35 / 24 * n**3 * sin(3 * d) * cos(3 * s)
    )
    return grid.b * grid.scale * series


def _to_wgs84(lat: float, lon: float, grid: Grid) -> tuple[float, float]:
    """Shift from the grid's ellipsoid (radians) to WGS 84 (degrees), at height nought."""
    nu = grid.a / sqrt(1 - grid.eccentricity * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - grid.eccentricity) * sin(lat)
    tx, ty, tz, *turns, ppm = grid.shift
    rx, ry, rz = (turn * ARCSECOND for turn in turns)
    m = 1 + ppm / 1e6
    return _geographic(tx + m * x - rz * y + ry * z, ty + rz * x + m * y - rx * z, tz - ry * x + rx * y + m * z)


def _geographic(x: float, y: float, z: float) -> tuple[float, float]:
    e2, p = 1 - (WGS84_B / WGS84_A) ** 2, hypot(x, y)
    lat = atan2(z, p * (1 - e2))
    for _ in range(6):
        nu = WGS84_A / sqrt(1 - e2 * sin(lat) ** 2)
        lat = atan2(z + e2 * nu * sin(lat), p)
    return lat / radians(1), atan2(y, x) / radians(1)
