"""Why a key of a subscription did not hold, and what stood there instead."""

#: By key of the settings; with ".found" where something stood there instead.
MISSES = {
    "miss.on": (
        "đăng ký không hỏi về sự kiện này (on)",
        "the subscription does not ask for this event (on)",
    ),
    "miss.on.found": (
        "đăng ký không hỏi về {found} (on)",
        "the subscription does not ask for {found} (on)",
    ),
    "miss.min_weight": (
        "thay đổi quá nhỏ (min_weight)",
        "the change is too light (min_weight)",
    ),
    "miss.min_weight.found": (
        "thay đổi ở mức {found}, đăng ký chỉ nghe từ mức {least}",
        "the change is {found}, the subscription hears from {least} on",
    ),
    "miss.sources": (
        "không thuộc nguồn nào của đăng ký (sources)",
        "from none of its sources (sources)",
    ),
    "miss.sources.found": (
        "đăng ký không theo nguồn {found}",
        "the subscription does not follow {found}",
    ),
    "miss.sections": (
        "chưa rõ chuyên mục, đăng ký chỉ theo một số chuyên mục (sections)",
        "its section is not known, and the subscription follows only some (sections)",
    ),
    "miss.sections.found": (
        "nằm ở chuyên mục {found}, không phải chuyên mục nào của đăng ký (sections)",
        "stands in section {found}, none of its sections (sections)",
    ),
    "miss.document_types": (
        "không thuộc loại văn bản nào của đăng ký (document_types)",
        "of none of its types of paper (document_types)",
    ),
    "miss.document_types.found": (
        "là {found}, không thuộc loại văn bản nào của đăng ký (document_types)",
        "it is {found}, none of its types of paper (document_types)",
    ),
    "miss.urgency": (
        "văn bản không ghi độ khẩn (urgency)",
        "the paper bears no urgency (urgency)",
    ),
    "miss.urgency.found": (
        "độ khẩn là {found} (urgency)",
        "its urgency is {found} (urgency)",
    ),
    "miss.watch": (
        "không nhắc đến văn bản nào đang theo dõi (watch)",
        "none of the papers watched occurs (watch)",
    ),
    "miss.watch.found": (
        "là văn bản {found}, không nhắc đến văn bản nào đang theo dõi (watch)",
        "it is {found}, and none of the papers watched occurs (watch)",
    ),
    "miss.none": (
        "có từ mà đăng ký loại trừ (none)",
        "a word that it excludes occurs (none)",
    ),
    "miss.none.found": (
        'có từ bị loại trừ "{found}" (none)',
        'holds "{found}", which it excludes (none)',
    ),
    "miss.all": (
        "thiếu từ phải có (all)",
        "not all of its words occur (all)",
    ),
    "miss.all.found": (
        'thiếu từ phải có "{found}" (all)',
        '"{found}" does not occur, and must (all)',
    ),
    "miss.any": (
        "không có từ nào của đăng ký (any)",
        "none of its words (any) occurs",
    ),
    "miss.to": (
        "không giao cho nơi nhận nào của đăng ký (to)",
        "nothing in it is directed at its receivers (to)",
    ),
    "miss.to.found": (
        "giao cho {found}, không cho nơi nhận nào của đăng ký (to)",
        "directed at {found}, and nothing in it at its receivers (to)",
    ),
    "miss.from": (
        "chưa rõ do cơ quan nào ban hành (from)",
        "nobody is named as its issuer (from)",
    ),
    "miss.from.found": (
        "do {found} ban hành, không phải cơ quan nào của đăng ký (from)",
        "issued by {found}, none of its issuers (from)",
    ),
    "miss.agencies": (
        "không cơ quan nào của đăng ký giao hoặc nhận việc (agencies)",
        "none of its bodies gives or receives an order (agencies)",
    ),
    "miss.agencies.found": (
        "chỉ có {found}, không có cơ quan nào của đăng ký (agencies)",
        "names {found}, and none of its bodies (agencies)",
    ),
    "miss.unsure": (
        "chưa chắc, mà đăng ký bỏ qua tin chưa chắc (unsure)",
        "not certain, and the subscription skips what is not (unsure)",
    ),
}

#: What `chidao subscriptions` says.
TRIES = {
    "try.told": ("Sẽ báo {count} tin từ {since}:", "Would have told {count} since {since}:"),
    "try.nothing": ("Không có tin nào sẽ được báo từ {since}.", "Nothing to tell since {since}."),
    "try.missed": (
        "Suýt báo {count} tin (chỉ vướng một điều kiện):",
        "Just missed {count} (short of one key only):",
    ),
    "try.more": ("… và {count} tin khác, xem --json", "… and {count} more, see --json"),
    "try.unread": (
        "Kho chưa có tin nào đổi hay mới từ {since}: chạy chidao check trước.",
        "The store holds nothing new or changed since {since}: run chidao check first.",
    ),
    "try.unknown_body": (
        '{option}: "{name}": chưa biết cơ quan này; chỉ khớp khi văn bản viết đúng như vậy',
        '{option}: "{name}": this body is not known; it fits only where it is written just so',
    ),
    "try.unknown_section": (
        'sections: "{name}": chưa gặp chuyên mục này',
        'sections: "{name}": no section of this name was met yet',
    ),
    "try.first_fill": (
        "nằm trong bản tóm tắt của lần đọc đầu tiên",
        "part of the summary of a first crawl",
    ),
    "bad_since": (
        '{option} "{given}" không phải là khoảng thời gian hay ngày; viết như 30d hoặc 2026-02-10',
        '{option} "{given}" is no length of time and no day; expected a form such as 30d or 2026-02-10',
    ),
}
