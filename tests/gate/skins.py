"""Pages as sites make them: each skin puts a script's head and body into the furniture of a kind of site."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.gate.furniture import Furniture, esc
from tests.gate.script import Script
from tests.gate.writers import html_body

RTL = {"ar": ' dir="rtl"'}


class Page:
    """What skins need of a script, escaped; an absent field is an empty string."""

    def __init__(self, script: Script, furniture: Furniture) -> None:
        self.script, self.f = script, furniture
        self.lang = script.language

    def __getattr__(self, key: str) -> str:
        return esc(self.script.get(key.replace("_", "-")))

    def p(self, key: str, opening: str = "<p>", closing: str = "</p>") -> str:
        """Every value of a field in its own element."""
        return "".join(f"{opening}{esc(value)}{closing}" for value in self.script.all(key))

    def body(self, style: str = "") -> str:
        return self.p("top") + html_body(self.script, style) + self.p("end")

    def crumbs(self, sep: str = " / ") -> str:
        return sep.join(
            f'<a href="#">{esc(part.strip())}</a>' for part in self.script.get("section").split(">") if part
        )

    def head(self, more: str = "", tail: str = "") -> str:
        title = esc(self.script.get("head-title")) or self.title + tail
        meta = (
            f'<meta property="article:published_time" content="{self.meta}">'
            if self.script.get("meta")
            else ""
        )
        if self.script.get("modified"):
            meta += f'<meta property="article:modified_time" content="{self.modified}">'
        site = f'<meta property="og:site_name" content="{self.site}">' if self.script.get("site") else ""
        url = f'<link rel="canonical" href="{self.url}">' if self.script.get("url") else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.lang}"{RTL.get(self.lang, "")}>\n<head>\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n{meta}{site}{url}{more}\n</head>\n"
        )


def wordpress(d: Page) -> str:
    f = d.f
    return d.head('<meta name="generator" content="WordPress 5.8">', f" | {d.site}") + (
        f'<body class="post-template-default single single-post"><div id="page" class="hfeed site">'
        f'<header id="masthead"><p class="site-title">{d.site}</p><nav><ul id="menu">{f.menu()}</ul></nav></header>'
        f'<div id="content"><article class="post-{f.seed % 9000} post type-post hentry"><header class="entry-header">'
        f'{d.p("kicker", "<span class=cat-links>", "</span>")}<h1 class="entry-title">{d.title}</h1>'
        f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{d.meta}">{d.date}</time></span>'
        f'{d.p("byline", "<span class=byline>", "</span>")}</div></header><div class="entry-content">'
        f"{d.p('lead', '<p><strong>', '</strong></p>')}\n{d.body()}\n"
        f'<div class="sharedaddy sd-sharing-enabled"><h3>{f.one("share_title")}</h3>{f.share()}</div>'
        f'<div id="jp-relatedposts"><h3><em>{f.one("related_title")}</em></h3><ul>{f.related()}</ul></div></div>'
        f'<footer class="entry-footer"><span class="tags-links">{f.one("tags")}</span></footer></article>'
        f'<div id="comments" class="comments-area"><h2>{f.one("comments_title")}</h2><ol>{f.comments()}</ol></div></div>'
        f'<aside id="secondary" class="widget-area"><section class="widget"><h2>{f.one("most_title")}</h2><ul>{f.related(4)}</ul>'
        f'</section><section class="widget">{f.one("newsletter")}</section></aside><footer id="colophon">{f.one("footer")}</footer>'
        "</div></body></html>"
    )


def gutenberg(d: Page) -> str:
    f = d.f
    return d.head(tail=f" – {d.site}") + (
        f'<body><div class="wp-site-blocks"><header class="wp-block-template-part"><ul>{f.menu(5)}</ul></header>'
        f'<main class="wp-block-group"><h1 class="wp-block-post-title">{d.title}</h1>'
        f'{d.p("lead", """<p class="has-large-font-size">""")}'
        f'<div class="wp-block-post-date"><time>{d.date}</time></div>{d.p("byline", """<div class="wp-block-post-author">""", "</div>")}'
        f'<div class="entry-content wp-block-post-content">{d.body("wp-block-")}</div>'
        f'<div class="wp-block-group newsletter"><p>{f.one("newsletter")}</p></div>'
        f'<nav class="post-navigation"><a href="#">{f.one("next")}</a></nav></main><footer>{f.one("footer")}</footer>'
        f'<div id="cookie-notice" role="dialog">{f.one("cookie")}</div></div></body></html>'
    )


def newspaper(d: Page) -> str:
    f = d.f
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": d.script.get("title")}
    if d.script.get("meta"):
        ld["datePublished"] = d.script.get("meta")
    if d.script.get("author"):
        ld["author"] = {"@type": "Person", "name": d.script.get("author")}  # type: ignore[assignment]
    ld["publisher"] = {"@type": "Organization", "name": d.script.get("site")}  # type: ignore[assignment]
    block = f'<script type="application/ld+json">{json.dumps(ld, ensure_ascii=False)}</script>'
    return d.head(block, f" - {d.site}") + (
        f'<body><div class="cookie-banner">{f.one("cookie")}</div><header class="masthead"><a class="logo">{d.site}</a>'
        f'<nav><ul>{f.menu(7)}</ul></nav></header><div class="breadcrumbs">{d.crumbs(" › ")}</div><main><article class="article">'
        f'{d.p("kicker", """<div class="article__kicker">""", "</div>")}<h1 class="article__title">{d.title}</h1>'
        f'{d.p("lead", """<p class="article__standfirst">""")}<div class="article__byline">{d.byline}</div>'
        f'<div class="article__date">{d.date}</div><div class="article__share">{f.share()}</div>'
        f'<div class="article__body">{d.body("article__")}</div></article>'
        f'<section class="newsletter-cta"><h4>{f.one("newsletter")}</h4></section>'
        f'<section class="more-on"><h3>{f.one("related_title")}</h3>{f.related(4, "h4")}</section>'
        f'<section class="comments"><h3>{f.one("comments_title")}</h3><ul>{f.comments(3)}</ul></section></main>'
        f'<aside class="most-read"><h3>{f.one("most_title")}</h3><ol>{f.related(3)}</ol></aside>'
        f"<footer>{f.one('footer')}</footer></body></html>"
    )


def drupal(d: Page) -> str:
    f = d.f
    return d.head('<meta name="Generator" content="Drupal 9">', f" | {d.site}") + (
        f'<body class="path-node page-node-type-article"><div class="region region-header"><ul class="menu">{f.menu()}</ul></div>'
        f'<div class="region region-breadcrumb">{d.crumbs()}</div><div class="region region-content">'
        f'<h1 class="page-header"><span>{d.title}</span></h1><article class="node node--type-article node--view-mode-full">'
        f'{d.p("lead", """<div class="field field--name-field-summary"><p>""", "</p></div>")}'
        f'<div class="field field--name-field-author">{d.byline}</div><div class="field field--name-field-date">{d.date}</div>'
        f'<div class="clearfix text-formatted field field--name-body field__item">{d.body("field-")}</div>'
        f'<div class="field field--name-field-tags">{f.one("tags")}</div></article></div>'
        f'<div class="region region-sidebar-second"><div class="block-views"><h2>{f.one("related_title")}</h2><ul>{f.related()}</ul></div>'
        f'<div class="block-simplenews">{f.one("newsletter")}</div></div><footer>{f.one("footer")}</footer></body></html>'
    )


def oldtable(d: Page) -> str:
    f = d.f
    cells = "".join(
        f'<tr><td bgcolor="#CCCC99"><font size=-1><a href="{n}.htm">{w}</a></font></td></tr>'
        for n, w in enumerate(f.some("menu", 5))
    )
    return (
        f"<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=utf-8'><TITLE>{d.head_title or d.title}</TITLE></HEAD>"
        f'<BODY bgcolor="#FFFFFF" text="#000000"><TABLE width=760 cellpadding=4><TR><TD colspan=2 bgcolor="#333366">'
        f"<font color=white size=+2>{d.site}</font></TD></TR><TR><TD width=140 valign=top><table>{cells}</table></TD>"
        f'<TD valign=top><font face="Times">{d.p("kicker", "<i>", "</i><br>")}<H2>{d.title}</H2>{d.p("lead", "<P><B>", "</B></P>")}'
        f"{d.p('byline', '<P align=right><I>', '</I></P>')}{d.p('date', '<P><small>', '</small></P>')}<HR>{d.body('old')}<HR>"
        f'<center><a href="index.htm">{f.one("next")}</a></center></font></TD></TR><TR><TD colspan=2 align=center>'
        f"<font size=-2>{f.one('footer')}</font></TD></TR></TABLE></BODY></HTML>"
    )


def bitrix(d: Page) -> str:
    f = d.f
    return d.head(tail=f" — {d.site}") + (
        f'<body><div class="wrap"><ul class="left-menu">{f.menu()}</ul><div class="bx-breadcrumb">{d.crumbs(" → ")}</div>'
        f'<div class="workarea"><h1 id="pagetitle">{d.title}</h1><div class="news-detail"><span class="news-date-time">{d.date}</span>'
        f'{d.p("lead", """<div class="news-detail__preview"><b>""", "</b></div>")}{d.body("news-")}'
        f'{d.p("byline", """<p class="news-detail__author">""")}<div style="clear:both"></div>'
        f'<div class="ya-share2">{f.share()}</div></div><p><a href="/news/">{f.one("next")}</a></p>'
        f'<div class="also"><b>{f.one("related_title")}</b>{f.related(4, "div")}</div></div></div>'
        f'<div class="footer">{f.one("footer")}</div></body></html>'
    )


def tilda(d: Page) -> str:
    f = d.f
    return d.head() + (
        f'<body class="t-body"><div id="allrecords" class="t-records"><div class="t-rec"><div class="t228">{f.menu(4)}</div></div>'
        f'<div class="t-rec"><div class="t-cover"><div class="t-title t-title_lg">{d.title}</div><div class="t-descr">{d.lead}</div></div></div>'
        f'<div class="t-rec"><div class="t-text t-text_sm">{d.byline}<br>{d.date}</div></div>'
        f'<div class="t-rec"><div class="t-col t-col_8"><div class="t-text t-text_md" field="text">{d.body("t-")}</div></div></div>'
        f'<div class="t-rec"><div class="t-name">{f.one("newsletter")}</div><form><input></form></div>'
        f'<div class="t-rec t-tildalabel">{f.one("footer")}</div></div></body></html>'
    )


def blogger(d: Page) -> str:
    f = d.f
    return d.head(tail=f" ~ {d.site}") + (
        f"<body><div id='header'><h1 class='title'>{d.site}</h1><p class='description'>{f.one('footer')}</p></div><div class='date-outer'>"
        f"<h2 class='date-header'><span>{d.date}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{d.title}</h3>"
        f"<div class='post-body entry-content'>{d.p('lead', '<div><i>', '</i></div><br>')}{d.body('')}</div>"
        f"<div class='post-footer'><span class='post-author'>{d.byline}</span> <span class='post-labels'>{f.one('tags')}</span></div></div></div>"
        f"<div id='comments'><h4>{f.one('comments_title')}</h4><dl>{f.comments(3)}</dl></div>"
        f"<div class='sidebar'><div class='widget Blog'><h2>{f.one('most_title')}</h2><ul>{f.related(3)}</ul></div></div></body></html>"
    )


def spip(d: Page) -> str:
    f = d.f
    return d.head('<meta name="generator" content="SPIP 3.2">', f" - {d.site}") + (
        f'<body class="page_article"><div id="nav"><ul>{f.menu()}</ul></div><p id="hierarchie">{d.crumbs(" &gt; ")}</p>'
        f'<div class="cartouche">{d.p("kicker", """<p class="surtitre">""")}<h1 class="crayon article-titre-{f.seed % 999}">{d.title}</h1>'
        f'<p class="info-publi">{d.date}{" , " if d.byline else ""}{d.byline}</p></div>'
        f'{d.p("lead", """<div class="crayon chapo"><p>""", "</p></div>")}<div class="crayon texte">{d.body("")}</div>'
        f'<div class="notes"><h2>P.-S.</h2><p>{f.one("newsletter")}</p></div><div class="menu"><h2>{f.one("related_title")}</h2>'
        f'<ul>{f.related()}</ul></div><div class="repondre"><a href="#">{f.one("comments_title")}</a></div>'
        f'<div id="pied">{f.one("footer")}</div></body></html>'
    )


def typo3(d: Page) -> str:
    f = d.f
    return d.head('<meta name="generator" content="TYPO3 CMS">', f": {d.site}") + (
        f'<body><nav class="mainnav"><ul>{f.menu(5)}</ul></nav><div id="c{f.seed % 4000}" class="frame frame-default">'
        f'{d.p("kicker", """<p class="subheader">""")}<header><h1 class="ce-headline">{d.title}</h1></header>'
        f'{d.p("lead", """<div class="ce-bodytext lead"><p>""", "</p></div>")}<div class="news-list-date"><time itemprop="datePublished" '
        f'datetime="{d.meta[:10]}">{d.date}</time></div><div class="ce-bodytext">{d.p("byline")}{d.body("ce-")}</div></div>'
        f'<div class="frame"><header><h2>{f.one("related_title")}</h2></header><ul>{f.related()}</ul></div>'
        f"<footer><p>{f.one('footer')}</p><p>{f.one('newsletter')}</p></footer></body></html>"
    )


def joomla(d: Page) -> str:
    f = d.f
    return d.head('<meta name="generator" content="Joomla!">') + (
        f'<body class="site com_content view-article"><ul class="nav menu">{f.menu(4)}</ul><ul class="breadcrumb">{d.crumbs()}</ul>'
        f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{d.title}</h2></div>'
        f'<dl class="article-info"><dd class="createdby">{d.byline}</dd><dd class="published">{d.date}</dd></dl>'
        f'<div itemprop="articleBody">{d.p("lead", """<p class="intro">""")}{d.body("")}</div>'
        f'<ul class="pager"><li>{f.one("next")}</li></ul></div><div class="moduletable"><h3>{f.one("most_title")}</h3><ul>{f.related()}</ul>'
        f'</div><div class="custom">{f.one("footer")}</div></body></html>'
    )


def omeka(d: Page) -> str:
    """An archive's record: its fields first, the transcript as one of them."""
    fields = "".join(
        f'<div class="element"><h3>{esc(name)}</h3><div class="element-text">{esc(value)}</div></div>'
        for name, value in (line.split(" = ", 1) for line in d.script.all("field"))
    )
    return d.head(tail=f" · {d.site}") + (
        f'<body class="items show"><header><div id="site-title">{d.site}</div><ul>{d.f.menu(4)}</ul></header><div id="content">'
        f'<h1>{d.title}</h1><div id="dublin-core" class="element-set">{fields}</div><div id="item-type-metadata-transcription" class="element">'
        f'<h3>{d.f.one("transcript")}</h3><div class="element-text">{d.p("lead")}{d.body("")}</div></div>'
        f'<div id="item-citation"><h3>{d.f.one("cite")}</h3></div><ul class="item-pagination"><li>{d.f.one("next")}</li></ul></div>'
        f"<footer>{d.f.one('footer')}</footer></body></html>"
    )


def catalogue(d: Page) -> str:
    """A library's record in a table, the transcript under it."""
    rows = "".join(
        f"<tr><th scope=row>{esc(name)}</th><td>{esc(value)}</td></tr>"
        for name, value in (line.split(" = ", 1) for line in d.script.all("field"))
    )
    return d.head() + (
        f'<body><div class="topbar"><a href="/">{d.site}</a> {d.f.share()}</div><div class="record"><h1>{d.title}</h1>'
        f'<table class="metadata">{rows}</table></div><div class="fulltext">{d.body("")}</div>'
        f'<div class="similar-items"><h4>{d.f.one("related_title")}</h4><ul>{d.f.related()}</ul></div>'
        f'<div class="rights">{d.f.one("footer")}</div></body></html>'
    )


def mediawiki(d: Page) -> str:
    return d.head('<meta name="generator" content="MediaWiki 1.35">', f" — {d.site}") + (
        f'<body class="mediawiki ltr"><div id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading">{d.title}</h1>'
        f'<div id="siteSub">{d.site}</div><div id="mw-content-text"><div class="mw-parser-output">{d.p("lead")}{d.p("byline")}{d.p("date")}'
        f'{d.body("")}</div></div><div id="catlinks">{d.f.one("tags")}</div></div><div id="mw-navigation"><ul>{d.f.menu()}</ul></div>'
        f'<div id="footer"><ul><li>{d.f.one("footer")}</li></ul></div></body></html>'
    )


def substack(d: Page) -> str:
    f = d.f
    return d.head(tail=f" - {d.byline}" if d.script.get("byline") else "") + (
        f'<body><div class="main-menu"><h1 class="navbar-title">{d.site}</h1></div><article class="typography newsletter-post post">'
        f'<h1 class="post-title published">{d.title}</h1><h3 class="subtitle">{d.lead}</h3><div class="byline-wrapper"><a>{d.byline}</a>'
        f'<div class="pencraft">{d.date}</div></div><div class="available-content"><div class="body markup">'
        f'<div class="subscription-widget-wrap"><p class="preamble">{f.one("newsletter")}</p></div>{d.body("")}</div></div>'
        f'<div class="post-footer">{f.share()}</div></article><div class="comments"><h4>{f.one("comments_title")}</h4><ul>{f.comments(2)}</ul></div>'
        f'<div class="portable-archive">{f.related(3, "div")}</div></body></html>'
    )


def museum(d: Page) -> str:
    f = d.f
    return d.head(tail=f" — {d.site}") + (
        f'<body><header class="Header"><nav>{f.menu(5)}</nav></header><main class="Index"><section class="sqs-block-content hero">'
        f'{d.p("kicker", "<h3>", "</h3>")}<h1>{d.title}</h1><p>{d.lead}</p></section><section class="sqs-block html-block"><div class="sqs-block-content">'
        f'{d.p("byline")}{d.p("date")}{d.body("sqs-")}</div></section><section class="visit"><h2>{f.one("donate")}</h2></section>'
        f'<section class="summary-block"><h2>{f.one("related_title")}</h2>{f.related(3, "div")}</section></main><footer>{f.one("footer")}'
        f'</footer><div class="sqs-cookie-banner">{f.one("cookie")}</div></body></html>'
    )


def bare(d: Page) -> str:
    return (
        f'<html{RTL.get(d.lang, "")}><head><meta charset="utf-8"><title>{d.head_title or d.title}</title></head><body>'
        f"{d.p('kicker')}<h1>{d.title}</h1>{d.p('byline')}{d.p('date')}{d.p('lead', '<p><i>', '</i></p>')}{d.body('')}</body></html>"
    )


def divs(d: Page) -> str:
    """Nothing but divs, as page builders leave them."""
    f = d.f
    return d.head() + (
        f'<body><div><div><div>{f.menu(5)}</div></div><div><div><div class="x1a">{d.title}</div><div class="x1b">{d.lead}</div>'
        f'<div class="x1c"><div>{d.byline}</div><div>{d.date}</div></div><div class="x2">'
        + d.body("x").replace("<p>", "<div>").replace("</p>", "</div>")
        + f'</div></div></div><div class="x9">{f.one("newsletter")}</div><div class="x9">{f.one("footer")}</div></div></body></html>'
    )


def word(d: Page) -> str:
    body = d.body("ms").replace("<p>", '<p class=MsoNormal style="text-align:justify">')
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><meta name=Generator content="Microsoft Word 11">'
        f"<title>{d.head_title or d.title}</title><style><!-- p.MsoNormal {{margin:0cm;font-size:12.0pt}} --></style></head><body lang={d.lang}>"
        f"<div class=WordSection1>{d.p('title', '''<p class=MsoTitle align=center><b>''', '</b></p>')}"
        f"{d.p('byline', '<p class=MsoNormal align=right><i>', '</i></p>')}{d.p('date', '<p class=MsoNormal align=right>')}"
        f"{d.p('lead', '<p class=MsoNormal><b>', '<o:p></o:p></b></p>')}{body}</div></body></html>"
    )


def wayback(d: Page) -> str:
    """A page as an archive of the web gives it, with its bar above the table of an old site."""
    bar = (
        '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en"><div id="wm-ipp">12 captures<br>'
        "14 Mar 2009 - 2 Jul 2016<br>About this capture</div></div><!-- END WAYBACK TOOLBAR INSERT -->"
    )
    page = oldtable(d)
    at = page.index("<BODY")
    end = page.index(">", at) + 1
    return page[:end] + bar + page[end:]


def portal(d: Page) -> str:
    """A busy news portal: everything between the turns' containers."""
    f = d.f
    return d.head(tail=f" | {d.site}") + (
        f'<body><div class="topline">+7 °C | USD 41,2 | {d.f.one("cookie")}</div><div class="header">{f.menu(8)}</div>'
        f'<div class="layout"><div class="col-left"><div class="ticker"><h3>{f.one("most_title")}</h3>{f.related(5, "div")}</div></div>'
        f'<div class="col-main"><div class="rubric">{d.crumbs()}</div><h1>{d.title}</h1><div class="info"><span class="time">{d.date}</span> '
        f'<span class="views">12 431</span> <span class="author">{d.byline}</span></div><div class="lid">{d.lead}</div><div class="post__text">'
        f'{d.body("post__")}</div><div class="socials">{f.share()}</div><div class="tg">{f.one("newsletter")}</div>'
        f'<div class="support">{f.one("donate")}</div><h2>{f.one("related_title")}</h2>{f.related(4, "div")}'
        f'<h2>{f.one("comments_title")}</h2><ul>{f.comments(3)}</ul></div></div><div class="bottom">{f.one("footer")}</div></body></html>'
    )


SKINS: dict[str, Callable[[Page], str]] = {
    skin.__name__: skin
    for skin in (wordpress, gutenberg, newspaper, drupal, oldtable, bitrix, tilda, blogger, spip, typo3, joomla, omeka,
                 catalogue, mediawiki, substack, museum, bare, divs, word, wayback, portal)
}  # fmt: skip
