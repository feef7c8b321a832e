"""Countries as English sentences name them (ISO 3166-1 alpha-2); one that is not here is told by its code."""

from collections.abc import Mapping

THE = "AE BS GB IM KY NL PH US VG"  # take an article
COUNTRIES: Mapping[str, str] = {
    "AE": "United Arab Emirates", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BM": "Bermuda",
    "BR": "Brazil", "BS": "Bahamas", "CA": "Canada", "CH": "Switzerland", "CN": "China", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "GG": "Guernsey", "GI": "Gibraltar", "GR": "Greece", "HK": "Hong Kong",
    "HU": "Hungary", "IE": "Ireland", "IL": "Israel", "IM": "Isle of Man", "IN": "India", "IT": "Italy",
    "JE": "Jersey", "JP": "Japan", "KR": "South Korea", "KW": "Kuwait", "KY": "Cayman Islands",
    "LI": "Liechtenstein", "LU": "Luxembourg", "MT": "Malta", "MU": "Mauritius", "MY": "Malaysia",
    "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PA": "Panama", "PH": "Philippines",
    "PL": "Poland", "PT": "Portugal", "QA": "Qatar", "RO": "Romania", "SA": "Saudi Arabia", "SE": "Sweden",
    "SG": "Singapore", "TR": "Türkiye", "US": "United States", "VG": "British Virgin Islands",
    "ZA": "South Africa",
}  # fmt: skip


def country(code: str) -> str:
    """`LU` reads `Luxembourg`."""
    return COUNTRIES.get(code, code)


def in_country(code: str) -> str:
    """`GB` reads `in the United Kingdom`."""
    return f"in {'the ' if code in THE.split() else ''}{country(code)}"
