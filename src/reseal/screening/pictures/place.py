"""Where a photo says it was taken, from its EXIF data; read once, to be told as an exposure, and kept nowhere."""

from typing import Any

_GPS = 0x8825
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4


def coordinates_of(exif: Any) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, or None where there are none, or none that can be."""
    try:
        gps = exif.get_ifd(_GPS)
        latitude = _degrees(gps[_LATITUDE], gps.get(_LATITUDE_REF, "N") in ("S", b"S"))
        longitude = _degrees(gps[_LONGITUDE], gps.get(_LONGITUDE_REF, "E") in ("W", b"W"))
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError, AttributeError, OSError, SyntaxError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude == 0 and longitude == 0):
        return None
    return latitude, longitude


def _degrees(parts: Any, negative: bool) -> float:
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    return -degrees if negative else degrees
