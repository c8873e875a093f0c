"""Sites kept apart: written before the reader was tuned on the others, measured on their own."""

# ruff: noqa: E501 - markup stands in lines as sites write it
from __future__ import annotations

from html import escape as e

from bench.pages_corpus.voice import Set, Skin


def _drupal(made: Set) -> str:
    """A report page of an organisation."""
    v = made.voice
    return f"""<!DOCTYPE html><html lang="{v.language}" dir="{v.direction}" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"/><title>{e(v.title)} | Askel Rights Watch</title><meta property="og:site_name" content="Askel Rights Watch"/></head>
<body class="path-node page-node-type-report"><a href="#main-content" class="visually-hidden focusable skip-link">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-header"><div class="block block-system block-system-branding-block"><a href="/" rel="home">Askel Rights Watch</a></div><nav role="navigation"><ul class="menu">{v.links(v.menu)}</ul></nav></div></header>
<div class="region region-breadcrumb"><nav class="breadcrumb" role="navigation" aria-labelledby="system-breadcrumb"><ol>{v.links(v.section)}</ol></nav></div><main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1 class="page-header"><span class="field field--name-title">{e(v.title)}</span></h1></div>
<article role="article" class="node node--type-report node--view-mode-full"><div class="node__content"><div class="field field--name-field-date field--type-datetime field__item"><time datetime="2023-03-14T12:00:00Z">{e(v.date)}</time></div><div class="field field--name-field-byline">{e(v.byline)}</div><div class="field field--name-field-summary"><p>{e(v.standfirst)}</p></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{made.html}</div>
<div class="field field--name-field-downloads field--label-above"><div class="field__label">Downloads</div><div class="field__items"><span class="file"><a href="/f.pdf">Full report (PDF, 2 MB)</a></span> <span class="file"><a href="/g.pdf">{e(v.section[2])} (PDF)</a></span></div></div><div class="field field--name-field-tags"><div class="field__items">{v.links(v.tags, "div", "field__item")}</div></div></div></article>
<div class="views-element-container block block-views"><h2>{e(v.read_also)}</h2><div class="view-content">{v.links(v.related, "div", "views-row")}</div></div></div></div><aside class="layout-sidebar-second"><div class="region"><div class="block"><h2>{e(v.latest)}</h2><div>{e(v.newsletter)}</div></div></div></aside></main>
<footer role="contentinfo"><div class="region region-footer"><p>{e(v.footer)}</p></div></footer></div><div id="sliding-popup"><div class="eu-cookie-compliance-banner"><p>{e(v.cookies)}</p><button>OK</button></div></div></body></html>"""


def _react(made: Set) -> str:
    """Data attributes, spans for text, nothing semantic."""
    v = made.voice
    rows = made.html.replace(
        "<div>", '<div data-hook="rcv-block"><div><span style="font-size:18px">'
    ).replace("</div>", "</span></div></div>")
    return f"""<!DOCTYPE html><html lang="{v.language}"><head><meta charset="utf-8"><title>{e(v.title)}</title><style>._2hXa1{{display:none}}</style></head><body><div id="SITE_CONTAINER"><div id="main_MF"><div data-testid="screen-wrapper-root"><div id="SITE_HEADER"><div data-testid="richTextElement"><span>Askel Voices</span></div><div data-testid="linkElement">{v.links(v.menu, "div")}</div></div>
<div id="PAGES_CONTAINER"><div data-testid="mesh-container-content"><div data-hook="post"><div data-hook="post-metadata"><span data-hook="user-name">{e(v.byline)}</span><span data-hook="time-ago">{e(v.date)}</span><span data-hook="time-to-read">5 min</span></div><h1 data-hook="post-title"><span class="blog-post-title-font">{e(v.title)}</span></h1>
<div data-hook="post-description"><div><div><div><span style="font-size:18px">{e(v.standfirst)}</span></div>{rows}</div></div></div><div class="_2hXa1">{e(v.ad)}</div><div data-hook="post-footer">{v.links(v.share, "div")}<div>182 views</div><div>0</div></div></div>
<div data-hook="recent-posts"><div>Recent Posts</div><div><a href="/all">See All</a></div>{v.links(v.related[:3], "div")}</div></div></div><div id="SITE_FOOTER"><div><span>{e(v.footer)}</span></div><div><span>{e(v.newsletter)}</span></div></div></div></div></div></body></html>"""


def _arabic(made: Set) -> str:
    """A right-to-left news site."""
    v = made.voice
    first, *rest = made.parts(3)
    mids = [
        f'<div class="moreNews"><span>{e(v.read_also)}</span><ul>{v.links(v.related[:2])}</ul></div>',
        f'<div class="bnr">{e(v.ad)}</div>',
    ]
    body = first + "".join(m + p for m, p in zip(mids, rest, strict=False))
    return f"""<!DOCTYPE html><html lang="{v.language}" dir="rtl"><head><meta charset="utf-8"><title>{e(v.title)} | {e(v.menu[0])}</title><meta name="twitter:title" content="{e(v.title)}"></head><body class="rtl"><div class="top-strip"><span>{e(v.date)}</span><ul class="langs"><li><a href="/en">English</a></li><li><a href="/fr">Français</a></li></ul></div>
<div class="mainNav"><ul>{v.links(v.menu)}</ul></div><div class="container"><div class="row"><div class="col-md-8"><div class="newsDetails"><div class="cat"><a href="/c">{e(v.section[1])}</a></div><h1>{e(v.title)}</h1><h2 class="sub">{e(v.subtitle)}</h2><div class="writer">{e(v.byline)}</div><div class="icons">{v.links(v.share, "a")}</div><img alt="{e(v.caption)}"><div class="imgDesc">{e(v.caption)}</div>
<div class="fullText"><p><strong>{e(v.standfirst)}</strong></p>{body}</div><div class="keys">{v.links(v.tags, "span")}</div></div></div>
<div class="col-md-4"><div class="box"><div class="boxTitle">{e(v.latest)}</div>{v.links(v.related, "div", "boxItem")}</div><div class="box"><div class="boxTitle">@</div><p>{e(v.newsletter)}</p></div></div></div></div><div class="bottomBar"><p>{e(v.footer)}</p></div></body></html>"""


def _joomla(made: Set) -> str:
    v = made.voice
    return f"""<!DOCTYPE html><html lang="{v.language}" dir="{v.direction}"><head><meta charset="utf-8"/><title>{e(v.title)}</title><meta name="author" content="{e(v.interviewer)}"/></head><body class="site com_content view-article"><div class="body"><div class="container"><div class="header"><a class="brand" href="/"><span class="site-title">Askel Union</span></a></div><div class="navigation"><ul class="nav menu">{v.links(v.menu)}</ul></div>
<div class="row-fluid"><div id="sidebar" class="span3"><div class="sidebar-nav"><div class="well"><h3 class="page-header">{e(v.latest)}</h3><ul class="latestnews">{v.links(v.related)}</ul></div><div class="well"><h3>+</h3><div class="custom"><p>{e(v.newsletter)}</p></div></div></div></div>
<main id="content" class="span9"><div aria-label="Breadcrumbs" role="navigation"><ul class="breadcrumb">{v.links(v.section)}</ul></div><div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{e(v.title)}</h2></div><div class="icons"><div class="btn-group"><ul class="dropdown-menu"><li class="print-icon"><a href="#">{e(v.share[3])}</a></li><li class="email-icon"><a href="#">{e(v.share[2])}</a></li></ul></div></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">{e(v.byline)}</dd><dd class="published"><time datetime="2023-03-14">{e(v.date)}</time></dd><dd class="hits">Hits: 1418</dd></dl><div itemprop="articleBody"><p class="intro">{e(v.standfirst)}</p>{made.html}</div><ul class="pager pagenav"><li class="previous"><a href="/p">Prev</a></li><li class="next"><a href="/n">Next</a></li></ul></div></main></div></div></div>
<div class="footer"><div class="container"><p>{e(v.footer)}</p><p class="pull-right"><a href="#top">Back to Top</a></p></div></div></body></html>"""


def _wiki(made: Set) -> str:
    v = made.voice
    return f"""<!DOCTYPE html><html lang="{v.language}" dir="{v.direction}" class="client-nojs"><head><meta charset="UTF-8"/><title>{e(v.title)} - Askel Memory Wiki</title></head><body class="mediawiki ns-0 skin-vector"><div id="mw-page-base" class="noprint"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{e(v.title)}</h1><div id="bodyContent" class="mw-body-content"><div id="siteSub" class="noprint">From Askel Memory Wiki</div><div id="jump-to-nav"></div><a class="mw-jump-link" href="#mw-head">Jump to navigation</a>
<div id="mw-content-text" class="mw-content-ltr"><div class="mw-parser-output"><table class="infobox"><tbody><tr><th colspan="2">{e(v.narrator)}</th></tr><tr><th>Date</th><td>{e(v.date)}</td></tr><tr><th>Place</th><td><a href="/w">{e(v.section[2])}</a></td></tr></tbody></table><p>{e(v.standfirst)}</p>
<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#a">1 {e(v.section[1])}</a></li><li><a href="#b">2 {e(v.section[2])}</a></li></ul></div>{made.html}
<div role="navigation" class="navbox"><table><tr><th>{e(v.read_also)}</th><td>{v.links(v.related, "span")}</td></tr></table></div></div></div><div id="catlinks" class="catlinks"><a href="/cat">Categories</a>: <ul>{v.links(v.tags)}</ul></div></div></div>
<div id="mw-navigation"><h2>Navigation menu</h2><div id="mw-head">{v.links(["Log in", "Read", "Edit", "View history"], "span")}</div><div id="mw-panel">{v.links(v.menu, "div")}</div></div><div id="footer" role="contentinfo"><ul><li>This page was last edited on 14 March 2023, at 10:11.</li><li>{e(v.footer)}</li></ul></div></body></html>"""


def _cyrillic(made: Set) -> str:
    """An old site in a one-byte encoding, with tags left open."""
    v = made.voice
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=windows-1251"><TITLE>{e(v.section[2])}. {e(v.title)}</TITLE></HEAD><BODY leftmargin=0><DIV align=center><H2>Вельмора Online</H2></DIV><DIV class=m1>{" | ".join(f"<A href=/{n}.html>{e(m)}</A>" for n, m in enumerate(v.menu))}</DIV><HR>
<TABLE width=100%><TR><TD width=75% valign=top><H1 align=center>{e(v.title)}</H1><P align=center><B>{e(v.byline)}</B><BR>{e(v.date)}<P><I>{e(v.standfirst)}</I>
{made.html}
<P align=right><SMALL><A href=print.php?14>{e(v.share[3])}</A></SMALL><TD valign=top bgcolor=#eeeeff><B>{e(v.latest)}</B><UL>{"".join(f"<LI><A href=/{n}>{e(t)}</A>" for n, t in enumerate(v.related))}</UL></TABLE><HR><CENTER><SMALL>{e(v.footer)}</SMALL><BR><IMG src=cnt.gif alt="counter"></CENTER></BODY></HTML>"""


SKINS = (
    Skin("drupal", _drupal, ("bold", "headings", "labels", "prose"), ("en", "es", "fr", "uk", "ar")),
    Skin("react", _react, ("boxes",), ("en", "es", "de", "pl", "ca")),
    Skin("arabic", _arabic, ("bold", "headings", "dashes", "labels"), ("ar",)),
    Skin("joomla", _joomla, ("bold", "headings", "definitions", "dashes"), ("en", "pl", "es", "ru", "de")),
    Skin("wiki", _wiki, ("labels", "headings", "definitions", "bold"), ("en", "fr", "uk", "ca", "de")),
    Skin("cyrillic", _cyrillic, ("bare", "breaks", "dashes"), ("ru", "uk"), encoding="cp1251"),
)
