"""Calculate with matrices of three rows, for primaries and whites; numpy is too large for Lambda."""

from collections.abc import Sequence

from chalicelib.imaging.colour.cicp import Primaries

Rows = Sequence[Sequence[float]]
Triple = Sequence[float]

# The white of ICC profiles, and the cone responses of Bradford: ICC.1:2022, annex E.
D50 = (0.9642, 1.0, 0.8249)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def apply(rows: Rows, triple: Triple) -> list[float]:
    """Return a matrix times a column."""
    return [sum(one * other for one, other in zip(row, triple, strict=True)) for row in rows]


def multiply(left: Rows, right: Rows) -> Rows:
    """Return the product of two matrices."""
    columns = [apply(left, column) for column in zip(*right, strict=True)]
    return list(zip(*columns, strict=True))


def inverse(rows: Rows) -> Rows:
    """Return the inverse of a matrix; raise ZeroDivisionError where it has none."""
    (a, b, c), (d, e, f), (g, h, i) = rows
    adjugate = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    whole = a * adjugate[0][0] + b * adjugate[1][0] + c * adjugate[2][0]
    return [[value / whole for value in row] for row in adjugate]


def to_xyz(primaries: Primaries) -> Rows:
    """Return the matrix from light in these primaries to CIE XYZ, where white has a Y of 1."""
    white, *colours = zip(primaries[::2], primaries[1::2], strict=True)
    columns = list(zip(*((x, y, 1 - x - y) for x, y in colours), strict=True))
    amounts = apply(inverse(columns), _whole(*white))
    return [[value * amount for value, amount in zip(row, amounts, strict=True)] for row in columns]


def adapted(primaries: Primaries, white: Triple = D50) -> Rows:
    """Return the matrix from light in these primaries to XYZ as an eye used to another white sees it."""
    ours = apply(BRADFORD, _whole(*primaries[:2]))
    theirs = apply(BRADFORD, white)
    scale = [[theirs[i] / ours[i] if i == j else 0.0 for j in range(3)] for i in range(3)]
    change = multiply(inverse(BRADFORD), multiply(scale, BRADFORD))
    return multiply(change, to_xyz(primaries))


def between(source: Primaries, target: Primaries) -> Rows:
    """Return the matrix from light in some primaries to light in others; their whites become one."""
    return multiply(inverse(adapted(target)), adapted(source))


def _whole(x: float, y: float) -> Triple:
    return (x / y, 1.0, (1 - x - y) / y)
