"""What a profile's selectors say, where they say anything; everything else stays as read."""

import copy
from dataclasses import replace

import lxml.html

from articles.model import Article, AttachmentLink
from reading.addresses import canonical
from reading.bodies import read_container, with_media, with_publication
from reading.dates import PortalDate, by_format, first_date
from reading.model import Listing, ListItem
from reading.page import Page
from reading.selectors import first_text, rooted, select, text_of, texts
from reading.tables import read_properties
from sources.model import ListingRules, Profile


def overridden_article(page: Page, article: Article, profile: Profile) -> Article:
    """The article with the fields that the profile's selectors find; SelectorError for bad ones."""
    rules, tree = profile.article, rooted(page.lxml_tree)
    if rules.title and (title := first_text(tree, rules.title)):
        article = replace(article, title=title)
    if rules.published and (text := first_text(tree, rules.published)):
        article = with_publication(article, first_date(text))
    if rules.body:
        article = _with_body(page, article, rules.body)
    if rules.attachments:
        article = _with_attachments(page, article, rules.attachments)
    if profile.document:
        article = replace(article, properties=read_properties(page.outline, profile.document))
    return article


def without_removed(page: Page, profile: Profile) -> Page:
    """The page without the parts that the profile's `remove` selectors match."""
    if not profile.article.remove:
        return page
    tree = copy.deepcopy(page.lxml_tree)
    for selector in profile.article.remove:
        for match in select(rooted(tree), selector):
            if isinstance(match.root, lxml.html.HtmlElement) and match.root.getparent() is not None:
                match.root.drop_tree()
    text = lxml.html.tostring(tree, encoding="unicode")
    return Page(page.url, page.final_url, text, page.size)


def _with_body(page: Page, article: Article, selector: str) -> Article:
    for match in select(rooted(page.lxml_tree), selector):
        if isinstance(match.root, lxml.html.HtmlElement):
            text = lxml.html.tostring(match.root, encoding="unicode", with_tail=False)
            body = Page(page.url, page.base, text).outline
            found = read_container(body, article.title)
            article = replace(article, paragraphs=found.paragraphs, lead=found.lead)
            return with_media(article, page, body)
    return article


def _with_attachments(page: Page, article: Article, selector: str) -> Article:
    links = {
        canonical(page.absolute(href)): AttachmentLink(canonical(page.absolute(href)))
        for href in texts(rooted(page.lxml_tree), selector)
    }
    known = {link.url: link for link in article.attachments}
    return replace(article, attachments=tuple({**links, **known}.values()))


def overridden_listing(page: Page, listing: Listing, rules: ListingRules) -> Listing:
    """The listing as the profile's selectors read it; without an `item` rule only `next`."""
    tree = rooted(page.lxml_tree)
    if rules.next:
        listing = replace(listing, next=first_text(tree, rules.next) or None)
    if not rules.item:
        return listing
    items = []
    for part in select(tree, rules.item):
        href = first_text(part, rules.link or "a::attr(href)")
        title = first_text(part, rules.title or "a")
        if href:
            date = _date(first_text(part, rules.date) if rules.date else text_of(part), rules)
            items.append(_item(page, href, title, date))
    return replace(listing, items=tuple({item.url: item for item in items}.values()))


def _item(page: Page, href: str, title: str, date: PortalDate | None) -> ListItem:
    return ListItem(
        href,
        canonical(page.absolute(href)),
        title,
        date.at if date else None,
        date.precision if date else "unknown",
    )


def _date(text: str, rules: ListingRules) -> PortalDate | None:
    if rules.date_format and (found := by_format(text, rules.date_format)):
        return found
    return first_date(text)
