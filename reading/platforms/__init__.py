"""One file per family of content management systems, and the choice among them."""

from reading.page import Page
from reading.platforms import generic, liferay_3cms
from reading.platforms.model import Platform
from sources.model import Profile

#: In the order they are tried; the generic one reads what nobody claims.
_PLATFORMS: tuple[Platform, ...] = (liferay_3cms.PLATFORM, generic.PLATFORM)
NAMES = frozenset(platform.name for platform in _PLATFORMS)


def named(name: str) -> Platform:
    """The platform of this name; KeyError for one that does not exist."""
    return {platform.name: platform for platform in _PLATFORMS}[name]


def detect(page: Page, profile: Profile) -> Platform:
    """The profile's platform, else the first whose traits the page shows, else the generic one."""
    if profile.platform in NAMES:
        return named(profile.platform)
    return next((p for p in _PLATFORMS if p.is_shown_by(page)), generic.PLATFORM)
