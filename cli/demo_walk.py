"""The story of the demo: what the portal does, what must be told of it, and what must not."""

import asyncio
import sys
from dataclasses import dataclass, field
from datetime import timedelta

from cli.context import Context, now
from crawler.order import order_for, settings_for
from demo.faults import FaultName
from demo.items import NEWS, Item, Kind
from demo.portal import DemoPortal
from demo.receiver import Message, Receiver
from scheduler.jobs import CrawlReport, crawl
from storage.session import Store

PROOF_PAUSE_S = 1.1  # two of these are longer than the demo's confirm_after
LOOK_EVERY_S = 5.0
DEADLINE_IN = timedelta(days=12)
DEADLINE_MOVED_BY = timedelta(days=-5)
OLD_NEWS = timedelta(days=30)

#: Faults that the portal goes through while every item is looked at again; nobody may hear of one.
QUIET_FAULTS = (
    FaultName.ERROR_PAGE,
    FaultName.EMPTY_LIST,
    FaultName.MAINTENANCE,
    FaultName.HALF_PAGE,
    FaultName.REDIRECT_HOME,
    FaultName.SPAM,
)


@dataclass
class Walker:
    """Moves the portal, lets chidao look, and compares what arrived with what had to."""

    cli: Context
    store: Store
    portal: DemoPortal
    receiver: Receiver
    heard: int = 0
    wrong: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Tell the one who watches what happens."""
        self.cli.console.print(f"\n• {text}", markup=False, soft_wrap=True)

    async def look(self, *, times: int = 1) -> CrawlReport:
        """Crawl everything and deliver, as `chidao check --full` does."""
        for left in reversed(range(times)):
            report = await self._look()
            if left:
                await asyncio.sleep(PROOF_PAUSE_S)
        return report

    async def _look(self) -> CrawlReport:
        settings = self.cli.settings
        source = settings.sources_resolved()[0]
        order = order_for(source, settings.crawler, settings.absence, clock=now, full=True)
        report = await crawl(self.store, order, settings_for(source, settings.crawler))
        deliverer = self.cli.deliverer(self.store, console=sys.stdout)
        await asyncio.to_thread(deliverer.deliver_due)
        return report

    def fresh(self) -> list[Message]:
        """The messages that arrived since the last call, shown as they came."""
        messages = list(self.receiver.accepted)[self.heard :]
        self.heard += len(messages)
        for message in messages:
            self.cli.console.print(message.text, markup=False, soft_wrap=True)
        return messages

    def expect(self, what: str, *parts: tuple[str, ...]) -> None:
        """Compare: one message for each of `parts`, holding all its words; nothing else."""
        messages = self.fresh()
        found = len(messages) == len(parts) and all(
            any(all(word in message.text for word in words) for message in messages)
            for words in parts
        )
        self.cli.console.print(f"  {'✓' if found else '✗'} {what}", markup=False)
        if not found:
            self.wrong.append(what)

    async def go_on(self) -> None:
        """Watch until Ctrl-C, while whoever likes moves the portal by its admin calls."""
        self.say(f"Cổng vẫn chạy ở {self.portal.url} – Ctrl-C để dừng.")
        while True:
            await self._look()
            self.fresh()
            await asyncio.sleep(LOOK_EVERY_S)


async def story(walker: Walker) -> bool:
    """Everything the portal does, in order; returns whether anything went wrong."""
    await _first_crawl(walker)
    order = await _new_order(walker)
    await _typo(walker)
    await _moved_deadline(walker, order)
    await _counters(walker)
    await _faults(walker)
    await _withdrawn(walker)
    await _late_and_stuck(walker)
    for what in walker.wrong:
        walker.cli.complain(f"wrong: {what}")
    if not walker.wrong:
        walker.say("Tất cả điều phải báo đã được báo, và không gì khác.")
    return bool(walker.wrong)


async def _first_crawl(walker: Walker) -> None:
    walker.say("Đọc cổng lần đầu: 60 mục, một bản tóm tắt, không báo từng tin.")
    await walker.look()
    walker.expect("một bản tóm tắt, kèm mọi hạn còn hiệu lực", ("60 tin",))


async def _new_order(walker: Walker) -> Item:
    walker.say("Cổng đăng một chỉ đạo mới có hạn.")
    today = walker.portal.today
    order = walker.portal.publish(
        Kind.ORDER, published=now().astimezone(), deadline=today + DEADLINE_IN
    )
    await walker.look()
    walker.expect("chỉ đạo mới được báo kèm hạn", (walker.portal.url_of(order), "HẠN"))
    return order


async def _typo(walker: Walker) -> None:
    walker.say("Cổng sửa một lỗi chính tả trong một tin.")
    walker.portal.edit_typo(walker.portal.in_section(NEWS)[-1])
    report = await walker.look()
    walker.expect("không báo lỗi chính tả (vẫn được lưu)")
    if report.counts.changed != 1:
        walker.wrong.append(f"the typo: {report.counts.changed} changes recorded, expected 1")


async def _moved_deadline(walker: Walker, order: Item) -> None:
    walker.say("Cổng lặng lẽ dời hạn của chỉ đạo.")
    moved = walker.portal.today + DEADLINE_IN + DEADLINE_MOVED_BY
    walker.portal.move_deadline(order, moved)
    await walker.look()
    walker.expect("dời hạn được báo, cũ và mới", (walker.portal.url_of(order), "Cũ:", "Mới:"))


async def _counters(walker: Walker) -> None:
    walker.say("Số lượt xem và danh mục tin khác đổi ở mỗi lần tải.")
    report = await walker.look()
    walker.expect("không báo số lượt xem")
    if report.counts.changed:
        walker.wrong.append(f"the counters: {report.counts.changed} changes recorded, expected 0")


async def _faults(walker: Walker) -> None:
    for fault in QUIET_FAULTS:
        walker.say(f"Cổng gặp sự cố: {fault}.")
        walker.portal.misbehave(fault)
        report = await walker.look()
        walker.portal.behave()
        walker.expect("sự cố không thành tin")
        if report.counts.changed or report.counts.suspected or not report.counts.errors:
            walker.wrong.append(f"{fault}: it had to be named, and nothing changed or gone")


async def _withdrawn(walker: Walker) -> None:
    walker.say("Cổng gỡ một chỉ đạo.")
    gone = next(item for item in walker.portal.items if item.kind is Kind.LETTER)
    walker.portal.withdraw(gone)
    await walker.look()
    walker.expect("chưa đủ bằng chứng: chưa báo")
    await walker.look(times=3)
    walker.expect("đã gỡ, sau khi kiểm chứng", (walker.portal.url_of(gone),))


async def _late_and_stuck(walker: Walker) -> None:
    walker.say("Cổng ghim một tin cũ lên đầu, và đăng muộn một chỉ đạo với ngày cũ.")
    walker.portal.stick(walker.portal.in_section(NEWS)[-1])
    late = walker.portal.back_date(now().astimezone() - OLD_NEWS, kind=Kind.ORDER)
    await walker.look()
    walker.expect("chỉ đạo đăng muộn được tìm thấy", (walker.portal.url_of(late),))
