"""Sites of today: blogs, papers, builders."""

# ruff: noqa: E501 - markup stands in lines as sites write it
from __future__ import annotations

import json
from html import escape as e

from bench.pages_corpus.voice import Set, Skin


def _wordpress(made: Set) -> str:
    v = made.voice
    comments = "".join(
        f'<li class="comment even thread-even depth-1" id="comment-{n}"><article class="comment-body"><footer class="comment-meta">'
        f'<div class="comment-author vcard"><b class="fn">{e(who)}</b> <span class="says">:</span></div><div class="comment-metadata">'
        f'<a href="#comment-{n}"><time datetime="2023-03-15T10:0{n}:00+00:00">{e(v.date)}</time></a></div></footer>'
        f'<div class="comment-content"><p>{e(text)}</p></div><div class="reply"><a href="?reply={n}">Reply</a></div></article></li>'
        for n, (who, text) in enumerate(v.comments)
    )
    share = "".join(
        f'<li class="share-item"><a class="share-icon sd-button" href="#"><span>{e(s)}</span></a></li>'
        for s in v.share
    )
    related = v.links(v.related[:3], "div", "jp-relatedposts-post")
    return f"""<!DOCTYPE html>
<html lang="{v.language}" dir="{v.direction}"><head><meta charset="UTF-8"><title>{e(v.title)} &#8211; Velmora Notes</title>
<meta property="og:title" content="{e(v.title)}"><meta property="og:site_name" content="Velmora Notes">
<meta property="article:published_time" content="2023-03-14T07:00:00+00:00"><link rel="canonical" href="https://notes.example/14">
<style>.screen-reader-text{{clip:rect(1px,1px,1px,1px);position:absolute}} .no-js .x{{display:none}}</style></head>
<body class="post-template-default single single-post postid-14 has-sidebar comments-open">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header id="masthead" class="site-header"><p class="site-title"><a href="/">Velmora Notes</a></p><p class="site-description">{e(v.section[1])}</p>
<nav class="main-navigation"><ul id="primary-menu" class="menu">{v.links(v.menu)}</ul></nav></header>
<div id="content" class="site-content"><main id="main" class="site-main"><article id="post-14" class="post-14 post type-post hentry category-interview tag-velmora">
<header class="entry-header"><h1 class="entry-title">{e(v.title)}</h1><div class="entry-meta"><span class="posted-on"><a href="/14"><time class="entry-date published" datetime="2023-03-14T07:00:00+00:00">{e(v.date)}</time></a></span>
<span class="byline"> <span class="author vcard"><a class="url fn n" href="/author/1">{e(v.byline)}</a></span></span></div></header>
<figure class="wp-block-image"><img src="a.jpg" alt="{e(v.caption)}"><figcaption>{e(v.caption)}</figcaption></figure>
<div class="entry-content"><p>{e(v.standfirst)}</p>
{made.html}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{e(v.share[0])}:</h3><ul>{share}</ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>{e(v.read_also)}</em></h3>{related}</div></div>
<footer class="entry-footer"><span class="cat-links"><a href="/c">{e(v.section[1])}</a></span> <span class="tags-links">{v.links(v.tags, "span")}</span></footer></article>
<nav class="navigation post-navigation"><div class="nav-links"><div class="nav-previous"><a href="/13">{e(v.related[3])}</a></div><div class="nav-next"><a href="/15">{e(v.related[4])}</a></div></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{e(v.comments_head)}</h2><ol class="comment-list">{comments}</ol>
<div id="respond" class="comment-respond"><form><p class="comment-notes">{e(v.newsletter)}</p><textarea></textarea><button>OK</button></form></div></div></main>
<aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search"><label>{e(v.search)}</label></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">{e(v.latest)}</h2><ul>{v.links(v.related)}</ul></section>
<section class="widget widget_text"><p>{e(v.newsletter)}</p></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">{e(v.footer)}</div></footer>
<div id="cookie-law-info-bar"><span>{e(v.cookies)} <a href="#">OK</a></span></div><script>var a="x";</script></body></html>"""


def _newspaper(made: Set) -> str:
    v = made.voice
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": v.title,
            "datePublished": "2023-03-14T06:30:00+02:00",
            "dateModified": "2023-03-16T09:00:00+02:00",
            "author": [{"@type": "Person", "name": v.interviewer}],
            "publisher": {"@type": "NewsMediaOrganization", "name": "Velmora Courier"},
            "inLanguage": v.language,
        },
        ensure_ascii=False,
    )
    first, *rest = made.parts(3)
    between = [
        f'<div class="ad-slot ad-slot--inline" data-ad="1"><span class="ad-label">{e(v.ad)}</span></div>',
        f'<aside class="c-inline-related"><span class="c-inline-related__kicker">{e(v.read_also)}</span><a href="/n/7">{e(v.related[0])}</a></aside>',
        f'<p><a href="/n/8">{e(v.read_also)}: {e(v.related[1])}</a></p>',
    ]
    body = first + "".join(mid + part for mid, part in zip(between, rest, strict=False)) + between[2]
    cards = "".join(
        f'<div class="card"><a href="/n/{n}"><img src="x" alt=""></a><div class="card__body"><h3 class="card__title"><a href="/n/{n}">{e(t)}</a></h3>'
        f'<p class="card__lead">{e(v.comments[n % 4][1])}</p><time>{e(v.date)}</time></div></div>'
        for n, t in enumerate(v.related)
    )
    return f"""<!doctype html><html lang="{v.language}" dir="{v.direction}"><head><meta charset="utf-8"><title>{e(v.title)} | Velmora Courier</title>
<meta property="og:title" content="{e(v.title)}"><meta property="og:type" content="article"><meta name="description" content="{e(v.standfirst)}">
<script type="application/ld+json">{data}</script><style>.c-menu{{display:none}}@media print{{.c-article{{display:none}}}}</style></head><body>
<div class="c-topbar"><a href="/">Velmora Courier</a><ul>{v.links(v.menu)}</ul><button class="c-burger" aria-label="Menu">☰</button></div>
<div class="c-menu"><ul>{v.links(v.menu + v.tags)}</ul></div>
<div class="c-page"><div class="c-article"><div class="c-article__hero"><ol class="c-breadcrumb" itemscope itemtype="https://schema.org/BreadcrumbList">{v.links(v.section)}</ol>
<h1 class="c-article__title">{e(v.title)}</h1><h2 class="c-article__subtitle">{e(v.subtitle)}</h2><p class="c-article__standfirst">{e(v.standfirst)}</p>
<div class="c-article__byline"><a rel="author" href="/a/1">{e(v.byline)}</a></div><div class="c-article__date">{e(v.date)}</div>
<div class="c-share">{v.links(v.share, "span")}</div></div>
<figure><img src="b.jpg"><figcaption>{e(v.caption)}</figcaption></figure>
<div class="c-article__body">{body}
<blockquote class="c-pullquote"><p>{e(v.pull)}</p></blockquote>
<div class="c-newsletter"><h4>Newsletter</h4><p>{e(v.newsletter)}</p><form><input type="email"><button>OK</button></form></div></div>
<div class="c-article__tags">{v.links(v.tags, "span")}</div>
<div class="c-authorbox"><h4>{e(v.interviewer)}</h4><p>{e(v.bio)}</p></div></div>
<div class="c-more"><h2>{e(v.latest)}</h2>{cards}</div></div>
<div class="c-footer"><ul>{v.links(v.menu)}</ul><p>{e(v.footer)}</p></div>
<div class="c-consent" role="dialog"><h2>Cookies</h2><p>{e(v.cookies)}</p><button>OK</button></div></body></html>"""


def _soup(made: Set) -> str:
    """Hashed names and nothing but boxes."""
    v = made.voice
    names = ["css-" + "".join(made.rng.choices("abcdefghjkmnpqrstuvwxyz0123456789", k=6)) for _ in range(12)]
    teasers = "".join(
        f'<div class="{names[9]}"><a href="/p/{n}"><div class="{names[10]}">{e(t)}</div></a><div>{e(v.date)}</div></div>'
        for n, t in enumerate(v.related)
    )
    return f"""<html lang="{v.language}"><head><meta charset="utf-8"><title>{e(v.title)}</title></head><body><div id="root"><div class="{names[0]}">
<div class="{names[1]}"><div><a href="/">VC</a></div><div>{v.links(v.menu, "div")}</div><div><a href="/s">{e(v.search)}</a></div></div>
<div class="{names[2]}"><div class="{names[3]}"><div class="{names[4]}">{v.links(v.section[1:2], "div")}<h1 class="{names[5]}">{e(v.title)}</h1><div class="{names[6]}">{e(v.standfirst)}</div>
<div class="{names[7]}"><div>{e(v.byline)}</div><div>{e(v.date)}</div></div>
<div class="{names[7]}">{v.links(v.share, "div")}</div></div><div class="{names[8]}">{made.html}</div>
<div class="{names[11]}">{v.links(v.tags, "div")}</div></div>
<div class="{names[9]}x"><div>{e(v.latest)}</div>{teasers}</div></div>
<div class="{names[1]}f"><div>{v.links(v.menu[::-1], "div")}</div><div>{e(v.footer)}</div></div></div></div>
<div class="{names[0]}c"><div>{e(v.cookies)}</div><div><button>OK</button><button>No</button></div></div></body></html>"""


def _medium(made: Set) -> str:
    v = made.voice
    more = "".join(
        f'<article><a href="/@x/{n}"><h2>{e(t)}</h2><h3>{e(v.comments[n % 4][1])}</h3></a><div>{n + 3} min read · <span>{e(v.date)}</span></div></article>'
        for n, t in enumerate(v.related)
    )
    return f"""<!doctype html><html lang="{v.language}"><head><meta charset="utf-8"><title>{e(v.title)} | by {e(v.interviewer)} | Medley</title>
<meta property="og:title" content="{e(v.title)}"><meta name="author" content="{e(v.interviewer)}"></head><body><div id="root"><div class="a b c"><div class="d e f">
<div class="h k w"><a href="/">Medley</a><button>Sign up</button><a href="/in">Sign in</a></div>
<article class="meteredContent"><div class="l"><section><div><div class="ch bh"><div><h1 id="9c2f" class="pw-post-title ig ih">{e(v.title)}</h1></div>
<div class="speechify-ignore"><div class="ab cn"><a rel="noopener follow" href="/@r"><p class="be b">{e(v.interviewer)}</p></a><span><button>Follow</button></span></div><div class="ab"><span class="pw-published-date">{e(v.date)}</span> · 6 min read</div></div>
<div class="pw-multi-vote-count"><button>1.2K</button></div><div><button>Listen</button><button>Share</button></div>
<h2 id="s1" class="pw-subtitle-paragraph">{e(v.subtitle)}</h2><figure><img><figcaption>{e(v.caption)}</figcaption></figure>
<p id="p0" class="pw-post-body-paragraph mo mp">{e(v.standfirst)}</p>{made.html}<blockquote class="qp"><p>{e(v.pull)}</p></blockquote></div></div></section></div></article>
<div class="tags">{v.links(v.tags, "div")}</div><div class="claps"><button>1.2K</button><button>14</button></div>
<div class="author-about"><h2>Written by {e(v.interviewer)}</h2><div>412 Followers</div><p>{e(v.bio)}</p></div>
<div class="more"><h2>More from {e(v.interviewer)}</h2>{more}</div><div class="recs"><h2>Recommended from Medley</h2>{more}</div>
<div class="foot">{v.links(["Help", "Status", "Careers", "Privacy", "Terms"], "span")}</div></div></div></div></body></html>"""


def _amp(made: Set) -> str:
    v = made.voice
    first, *rest = made.parts(2)
    return f"""<!doctype html><html ⚡ lang="{v.language}" dir="{v.direction}"><head><meta charset="utf-8"><title>{e(v.title)}</title><link rel="canonical" href="https://vc.example/a">
<style amp-boilerplate>body{{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}}@keyframes -amp-start{{from{{visibility:hidden}}to{{visibility:visible}}}}</style>
<style amp-custom>.logo{{color:red}}.menu-closed{{display:none}}</style></head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul>{v.links(v.menu)}</ul></amp-sidebar><header class="amp-header"><button on="tap:sidebar.toggle">☰</button><a href="/">VC</a></header>
<main><article class="amp-article"><header><span class="rubric"><a href="/r">{e(v.section[1])}</a></span><h1>{e(v.title)}</h1><p class="lead">{e(v.standfirst)}</p><div class="amp-meta"><span class="author">{e(v.byline)}</span> <time datetime="2023-03-14">{e(v.date)}</time></div></header>
<amp-img src="a.jpg" alt="{e(v.caption)}"></amp-img><amp-social-share type="x"></amp-social-share>
<div class="amp-content">{first}<amp-ad type="doubleclick"><div fallback>{e(v.ad)}</div></amp-ad>{"".join(rest)}</div></article>
<section class="amp-related"><h3>{e(v.read_also)}</h3><ul>{v.links(v.related)}</ul></section></main>
<amp-consent id="c"><div id="consent-ui">{e(v.cookies)}<button>OK</button></div></amp-consent><footer>{e(v.footer)}</footer></body></html>"""


def _builder(made: Set) -> str:
    """Every paragraph in a widget of its own."""
    v = made.voice
    widget = (
        '<div class="elementor-element elementor-element-{} elementor-widget elementor-widget-text-editor" data-widget_type="text-editor.default">'
        '<div class="elementor-widget-container">{}</div></div>'
    )
    rows = "".join(widget.format(n, row) for n, row in enumerate([f"<p>{e(v.standfirst)}</p>", *made.rows]))
    return f"""<!doctype html><html lang="{v.language}" dir="{v.direction}"><head><meta charset="utf-8"><title>{e(v.title)} - Askel Trust</title><meta property="og:title" content="{e(v.title)}"></head>
<body class="page elementor-default elementor-template-full-width elementor-page"><div data-elementor-type="header" class="elementor elementor-location-header"><div class="elementor-widget elementor-widget-nav-menu"><nav><ul class="elementor-nav-menu">{v.links(v.menu)}</ul></nav></div></div>
<div data-elementor-type="wp-page" class="elementor elementor-14"><section class="elementor-section elementor-top-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">
<div class="elementor-element elementor-widget elementor-widget-heading"><div class="elementor-widget-container"><h1 class="elementor-heading-title">{e(v.title)}</h1></div></div>
<div class="elementor-element elementor-widget elementor-widget-post-info"><div class="elementor-widget-container"><span>{e(v.byline)}</span> <span>{e(v.date)}</span></div></div>
{rows}
<div class="elementor-element elementor-widget elementor-widget-button"><div class="elementor-widget-container"><a class="elementor-button" href="/donate"><span>Donate</span></a></div></div>
<div class="elementor-element elementor-widget elementor-widget-share-buttons"><div class="elementor-widget-container">{v.links(v.share, "div", "elementor-share-btn")}</div></div>
</div></div></div></section><section class="elementor-section"><div class="elementor-widget elementor-widget-posts"><div class="elementor-posts">{v.links(v.related, "article", "elementor-post")}</div></div></section></div>
<div data-elementor-type="footer" class="elementor elementor-location-footer"><div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container"><p>{e(v.footer)}</p></div></div></div></body></html>"""


SKINS = (
    Skin(
        "wordpress",
        _wordpress,
        ("bold", "headings", "dashes", "labels", "prose"),
        ("en", "uk", "ru", "fr", "es", "de", "pl"),
    ),
    Skin(
        "newspaper",
        _newspaper,
        ("bold", "headings", "dashes", "prose"),
        ("en", "uk", "fr", "es", "de", "ca", "ar"),
    ),
    Skin("soup", _soup, ("boxes", "bold", "breaks")),
    Skin("medium", _medium, ("bold", "headings", "labels"), ("en", "es", "fr", "de", "pl")),
    Skin("amp", _amp, ("bold", "dashes", "headings"), ("ru", "uk", "ar", "es", "de")),
    Skin("builder", _builder, ("bold", "headings", "labels", "dashes")),
)
