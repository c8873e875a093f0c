"""What a page's tags and names mean: which make blocks, which are style, which hold no prose.

Plain tables. Everything that judges a page by its vocabulary is in this file, so that it can be read at once.
"""

# ruff: noqa: E501 - tables of words, one theme a line
from __future__ import annotations

import re

from whensafe.intake.blocks import Kind

SILENT = frozenset({"script", "style", "link", "meta", "base", "area", "param", "source", "track", "col"})
"""No text a reader could see."""

SET_ASIDE = frozenset({
    "noscript", "template", "svg", "select", "textarea", "iframe", "object", "audio", "video", "canvas",
    "noframes", "datalist", "title", "map", "progress", "meter", "option", "applet", "embed", "noembed",
})  # fmt: skip
"""Text that is shown only in place of something else, or by a control: kept as dropped, never as words."""

BREAKS_LINE = frozenset({"br"})

BLOCKS = frozenset({
    "html", "body", "div", "p", "section", "article", "main", "header", "footer", "aside", "nav", "form", "ul",
    "ol", "li", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "blockquote",
    "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "center", "details", "summary",
    "dialog", "fieldset", "legend", "hr", "hgroup", "menu", "dir", "search", "multicol", "listing", "xmp",
    "plaintext", "frameset", "colgroup", "head",
})  # fmt: skip
"""Tags that begin a new block. An element with a hyphen in its name does too, unless it stands in a sentence."""

SENTENCE_BOXES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "figcaption", "caption"}
)

PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})

BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"i", "em", "cite", "var", "dfn"})
MARKED = (
    BOLD | ITALIC | {"u", "s", "strike", "del", "ins", "sup", "sub", "q", "code", "small", "big", "mark", "a"}
)
"""Inline tags whose place in the text is recorded as markup."""

KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "li": Kind.ITEM,
    "dt": Kind.ITEM,
    "dd": Kind.ITEM,
    "blockquote": Kind.QUOTE,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
}

TOLD_BY_TAG = frozenset({"dt", "dd", "td", "th", "li", "summary", "address", "figcaption", "pre"})
"""Tags that go into a block's hint, because what they say is in no class."""

FURNITURE_TAGS = frozenset({"nav", "form", "menu", "dialog", "fieldset", "search"})
EDGE_TAGS = frozenset({"header", "footer", "aside"})
FURNITURE_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "alert", "menu",
    "menubar", "toolbar", "tablist", "form",
})  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def words_of(names: str) -> frozenset[str]:
    """The words of class and id names: ``entry-meta postTags`` gives entry, meta, post, tags."""
    return frozenset(_WORD.findall(_CAMEL.sub("-", names).lower()))


BREADCRUMB_WORDS = frozenset(
    {
        "breadcrumb",
        "breadcrumbs",
        "breadcrumblist",
        "crumbs",
        "hierarchie",
        "pathway",
        "fildariane",
        "crumb",
        "ariane",
        "migas",
    }
)

FURNITURE_WORDS = frozenset({
    # moving about
    "nav", "navbar", "navigation", "menu", "submenu", "megamenu", "topbar", "sitemap", "pagination",
    "pager", "paging", "paginate", "skip", "masthead", "burger", "hamburger", "offcanvas", "navbox",
    "backtotop", "langswitcher",
    # notices and doors
    "cookie", "cookies", "consent", "gdpr", "rgpd", "cmp", "piano", "login", "signin", "signup",
    "popup", "lightbox", "toast",
    # passing it on
    "share", "sharing", "shares", "sharedaddy", "addtoany", "addthis", "sharethis", "social", "socials", "partage",
    "compartir", "teilen", "udostepnij", "podziel", "whatsapp", "printfriendly",
    # what else there is
    "related", "relateds", "recommendations", "recommend", "recommendation", "yarpp",
    "outbrain", "taboola", "mostread", "readalso",
    "seealso", "alsoread", "morenews",
    "tagcloud", "taglist", "catlinks",
    # asking for something
    "newsletter", "newsletters", "subscribe", "donate",
    "signupform", "mailchimp", "mailinglist",
    # paid for
    "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "sponsor",
    "sponsored", "reklama", "publicite", "publicidad", "werbung", "dfp", "adsbygoogle", "adslot", "adunit",
    # the house's own line
    "footer", "colophon",
    # reading aids
    "editsection",
})  # fmt: skip
"""One of these in an element's class or id, and it is furniture unless it carries the text of the page."""

DOUBTFUL_WORDS = frozenset({
    "widget", "widgets", "sidebar", "rail", "slider", "carousel", "banner", "banners", "teaser", "teasers", "print",
    "overlay", "callout", "cta", "promo", "promotion", "promobox", "latest", "popular", "register", "legal",
    "disclaimer", "copyright", "credits", "tags", "toc", "keywords", "modal", "tooltip", "similar", "trending",
    "support", "rights", "citation", "membership", "license", "licence", "repondre", "pied", "paywall", "subscription", "abonnement", "readmore", "toolbar", "ticker", "drawer", "likes", "donation", "fundraising", "noprint", "recommended",
})  # fmt: skip
"""Furniture if mostly linked or very small: page builders call every paragraph a widget."""

FURNITURE_PHRASES = (
    "read also", "read-also", "read-more", "read-next", "see-also", "also-read", "more-from", "more-on",
    "author-bio", "author-box", "author-info", "author-card", "author-desc", "about-author", "about-the-author",
    "post-author-", "authorbox", "bio-box", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader",
    "screen_reader", "u-hidden", "jp-related", "back-to-top", "up-next", "most-read", "most-popular",
    "mw-jump", "page-nav", "post-nav", "nav-links", "prev-next", "prevnext", "wp-block-latest", "lire-aussi",
    "a-lire", "follow-us", "followus", "site-header", "site-footer", "page-header-top", "article-tools",
    "post-tools", "page-tools", "reading-time", "readingtime", "view-count", "viewcount", "listen-to",
)  # fmt: skip
"""Names that say it only as a whole."""

COMMENT_WORDS = frozenset({
    "comment", "comments", "commentlist", "commentary", "disqus", "respond", "reply", "replies", "discussion",
    "kommentare", "kommentar", "commentaires", "comentarios", "komentarze", "reactions", "hypercomments", "forum",
    "talkback", "fbcomments",
})  # fmt: skip
"""Readers' own words. ``commentary`` and ``forum`` are names of sections too, so these need a place after the text."""

OWN_WORDS = frozenset({
    "article", "articlebody", "post", "entry", "content", "story", "body", "text", "main", "interview", "transcript",
    "hentry", "page", "texte", "contenu", "contenido", "inhalt", "tresc", "chapo", "wrapper", "container", "layout",
    "row", "col", "column", "grid", "section", "module", "region", "block",
})  # fmt: skip

BYLINE_WORDS = frozenset({
    "byline", "author", "authors", "auteur", "auteurs", "autor", "autores", "autorin", "date", "dateline", "datetime",
    "published", "pubdate", "updated", "time", "timestamp", "posted", "meta", "standfirst", "subtitle", "subtitulo",
    "soustitre", "chapo", "chapeau", "lead", "lede", "intro", "introduction", "deck", "dek", "kicker", "strapline",
    "summary", "excerpt", "abstract", "surtitre", "entradilla", "vorspann", "teasertext", "credit", "credits", "source",
    "subhead", "subheading", "subheadline", "description", "rubric", "category", "datepublished", "dcterms", "writer",
    "translator", "interviewer", "dc", "headline", "title", "titre", "annotation",
})  # fmt: skip
"""Names of the head matter of an article: kept as blocks, for the front to read."""
