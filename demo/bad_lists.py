"""Lists that are not so though the portal answers as well as ever: empty, half, stale, of another section."""

from demo.controls import Controls
from demo.faults import Fault, FaultName
from demo.items import NEWS, PAPERS, Item, Section
from demo.pages import ListingView
from demo.site import listing_of, page_number, section_at
from demo.wire import Request


def spoilt_listing(
    fault: Fault, controls: Controls, request: Request, page_size: int
) -> ListingView:
    """The list that was asked for, as it looks under a fault of lists."""
    section = section_at(request.path) or NEWS
    shown = _shown(fault.name, controls, section)
    return listing_of(shown, section, page_number(request), page_size)


def _shown(name: FaultName, controls: Controls, section: Section) -> tuple[Item, ...]:
    match name:
        case FaultName.HALF_LIST:
            return controls.in_section(section)[::2]
        case FaultName.STALE_LIST:
            return tuple(item for item in controls.before if item.section == section)
        case FaultName.OTHER_SECTION:
            return controls.in_section(PAPERS if section == NEWS else NEWS)
    return ()
