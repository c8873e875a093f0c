"""Sites of yesterday and of institutions: tables, forums, archives, agencies."""

# ruff: noqa: E501 - markup stands in lines as sites write it
from __future__ import annotations

from html import escape as e

from bench.pages_corpus.voice import Set, Skin


def _spip(made: Set) -> str:
    v = made.voice
    crumbs = " &gt; ".join(f'<a href="spip.php?rubrique{n}">{e(s)}</a>' for n, s in enumerate(v.section))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{v.language}" lang="{v.language}" dir="{v.direction}"><head><title>{e(v.title)} - Solidarité Velmora</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /></head>
<body class="page_article"><div id="page"><div id="entete"><a href="/">Solidarité Velmora</a><div class="formulaire_recherche"><form><label>{e(v.search)}</label></form></div></div>
<div id="nav"><ul>{v.links(v.menu)}</ul></div><div class="hierarchie">{crumbs} &gt; <strong class="on">{e(v.title[:40])} (...)</strong></div>
<div id="conteneur"><div id="contenu"><div class="cartouche"><h1 class="titre">{e(v.title)}</h1><div class="soustitre">{e(v.subtitle)}</div><p class="info-publi">{e(v.date)}, <span class="auteurs"><a href="spip.php?auteur1">{e(v.byline)}</a></span></p></div>
<div class="chapo"><p>{e(v.standfirst)}</p></div><div class="texte surlignable clearfix">{made.html}</div>
<div class="ps"><p>P.S.</p><p>{e(v.interviewer)}</p></div><div class="notes-abonnement"><a href="/s">{e(v.newsletter)}</a></div>
<a href="#forum" name="forum" id="forum"></a><div class="comments"><h2>{e(v.comments_head)}</h2>{"".join(f'<div class="comment-message"><p class="comment-meta">{e(who)}</p><p>{e(text)}</p></div>' for who, text in v.comments)}</div></div></div>
<div id="navigation"><div class="menu"><h2>{e(v.latest)}</h2><ul>{v.links(v.related)}</ul></div></div><div id="pied">{e(v.footer)} | <a href="/plan">Plan du site</a> | SPIP</div></div></body></html>"""


def _tables(made: Set) -> str:
    v = made.voice
    menu = "<br>".join(
        f'<a href="p{n}.htm"><font face=Arial size=2>{e(m)}</font></a>' for n, m in enumerate(v.menu)
    )
    side = "<br><br>".join(
        f'<font size=1>&#8226; <a href="n{n}.htm">{e(t)}</a></font>' for n, t in enumerate(v.related)
    )
    return f"""<HTML><HEAD><TITLE>{e(v.title)}</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH=760 BORDER=0 CELLPADDING=0><TR><TD COLSPAN=3 BGCOLOR=#003366><FONT COLOR=white SIZE=5><B>The Velmora Page</B></FONT></TD></TR>
<TR><TD WIDTH=140 VALIGN=TOP BGCOLOR=#EEEEEE>{menu}<br><br><img src=c.gif alt="counter 004182"></TD><TD WIDTH=460 VALIGN=TOP><CENTER><FONT SIZE=5><B>{e(v.title)}</B></FONT><BR><I>{e(v.byline)}<br>{e(v.date)}</I></CENTER>
<P ALIGN=JUSTIFY><FONT FACE=Times><I>{e(v.standfirst)}</I></FONT>
<P>{made.html}
<P ALIGN=RIGHT><A HREF="#top">[top]</A></TD><TD WIDTH=160 VALIGN=TOP>{side}</TD></TR>
<TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>{e(v.footer)}<BR><A HREF="mailto:w@vel.example">webmaster</A></FONT></TD></TR></TABLE></BODY></HTML>"""


def _blogger(made: Set) -> str:
    v = made.voice
    return f"""<!DOCTYPE html><html class="v2" dir="{v.direction}" lang="{v.language}"><head><meta charset="utf-8"/><title>The Painted Window: {e(v.title)}</title></head><body class="loading">
<div class="navbar section" id="navbar"><a href="/search">{e(v.search)}</a></div><div class="body-fauxcolumns"></div><div class="content"><div class="content-outer"><div class="header section" id="header"><h1 class="title"><a href="/">The Painted Window</a></h1><p class="description"><span>{e(v.section[1])}, {e(v.section[2])}</span></p></div>
<div class="main-outer"><div class="column-center-inner"><div class="main section" id="main"><div class="widget Blog" data-version="1" id="Blog1"><div class="blog-posts hfeed"><h2 class="date-header"><span>{e(v.date)}</span></h2>
<div class="post hentry"><a name="77"></a><h3 class="post-title entry-title"><a href="https://pw.example/2023/03/a.html">{e(v.title)}</a></h3><div class="post-body entry-content" id="post-body-77"><div dir="{v.direction}" style="text-align: left;"><i>{e(v.standfirst)}</i><br /><br />{made.html}<div class="separator"><a href="b.png"><img src="b.png" /></a></div></div><div style="clear: both;"></div></div>
<div class="post-footer"><div class="post-footer-line"><span class="post-author vcard"><span class="fn">{e(v.interviewer)}</span></span> <span class="post-timestamp"><a href="a.html"><abbr class="published">07:12</abbr></a></span></div><div class="post-share-buttons">{v.links(v.share, "span")}</div><span class="post-labels">{v.links(v.tags, "span")}</span></div></div>
<div class="comments" id="comments"><h4>{e(v.comments_head)}</h4><dl id="comments-block">{"".join(f'<dt class="comment-author">{e(who)}</dt><dd class="comment-body"><p>{e(text)}</p></dd>' for who, text in v.comments)}</dl></div></div>
<div class="blog-pager" id="blog-pager"><a class="blog-pager-older-link" href="o.html">{e(v.related[0])}</a></div></div></div></div>
<div class="column-right-inner"><aside><div class="sidebar section" id="sidebar-right-1"><div class="widget PopularPosts"><h2>{e(v.latest)}</h2><ul>{v.links(v.related)}</ul></div><div class="widget Text"><h2>+</h2><div class="widget-content">{e(v.newsletter)}</div></div><div class="widget BlogArchive"><ul>{v.links(["2023 (14)", "2022 (31)", "2021 (8)"])}</ul></div></div></aside></div></div></div></div>
<div class="cookie-choices-info">{e(v.cookies)}</div></body></html>"""


def _archive(made: Set) -> str:
    v = made.voice
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>VM-1993-014 | Askel Library Oral History Collection</title><meta name="DC.title" content="{e(v.title)}"><meta name="DC.creator" content="{e(v.interviewer)}"><meta name="DC.date" content="2023-03-14"><meta name="DC.language" content="{v.language}"></head>
<body><div class="utility"><a href="#c">Skip to main content</a> {v.links(["Catalogue", "Collections", "Visit", "Ask a librarian", "My account"], "span")}</div><div role="search"><form><input></form></div>
<div id="c" class="record"><h1>{e(v.title)}</h1><div class="abstract"><h2>Abstract</h2><p>{e(v.standfirst)}</p></div>
<div class="transcript-panel"><h2 id="transcript">Transcript</h2><div class="transcript">{made.html}</div></div>
<div class="actions">{v.links(["Cite this item", "Download PDF", "Request a copy", "Report an error"], "span")}</div>
<h2>More like this</h2><ul class="results">{v.links(v.related)}</ul></div>
<div class="rights"><p>{e(v.footer)}</p></div><div class="bottom">{v.links(["Privacy", "Accessibility", "Contact", "Staff"], "span")}</div></body></html>"""


def _agency(made: Set) -> str:
    v = made.voice
    news = "".join(
        f'<div class="item"><span class="time">1{n}:0{n}</span> <a href="/{n}">{e(t)}</a></div>'
        for n, t in enumerate(v.related * 2)
    )
    first, *rest = made.parts(2)
    return f"""<!DOCTYPE html><html lang="{v.language}" dir="{v.direction}"><head><meta charset="utf-8"><title>{e(v.title)} — VelPress</title><meta property="og:title" content="{e(v.title)}"/><meta itemprop="datePublished" content="2023-03-14T08:15:00+03:00"></head><body>
<div class="layout-header"><a class="logo" href="/">VelPress</a><div class="layout-menu">{v.links(v.menu, "div")}</div></div><div class="layout-ticker"><div class="title">{e(v.latest)}</div>{news}</div>
<div class="layout-article" itemscope itemtype="http://schema.org/NewsArticle"><div class="article__header"><div class="article__info"><div class="article__info-date"><a href="/20230314/">{e(v.date)}</a></div><div class="article__views">14 182</div></div><h1 class="article__title" itemprop="headline">{e(v.title)}</h1><div class="article__second-title">{e(v.standfirst)}</div></div>
<div class="article__photo"><img alt="{e(v.caption)}"><div class="article__photo-desc">{e(v.caption)}</div></div>
<div class="article__body" itemprop="articleBody"><div class="article__block" data-type="text">{first}</div><div class="article__block" data-type="article"><div class="article__article-link"><a href="/x"><span>{e(v.related[2])}</span></a></div></div><div class="article__block" data-type="text">{"".join(rest)}</div>
<div class="article__block" data-type="banner">{e(v.ad)}</div></div><div class="article__tags">{v.links(v.tags, "span")}</div><div class="article__share">{v.links(v.share, "span")}</div></div>
<div class="layout-rubric"><div class="rubric-title">{e(v.read_also)}</div>{v.links(v.related, "div")}</div><div class="layout-footer"><div>{e(v.footer)}</div><div>{e(v.cookies)}</div></div></body></html>"""


def _forum(made: Set) -> str:
    v = made.voice
    posts = "".join(
        f'<div class="reply-row"><div class="reply-user"><b>{e(who)}</b><br>#{n}</div><div class="reply-text">{e(text)}</div><div class="reply-links"><a href="#q">Quote</a> <a href="#r">Reply</a></div></div>'
        for n, (who, text) in enumerate(v.comments)
    )
    return f"""<!DOCTYPE html><html lang="{v.language}"><head><meta charset="utf-8"><title>{e(v.title)} :: Velmora board</title></head><body><div class="bar"><a href="/">Board</a> <a href="/faq">FAQ</a> <a href="/login">Login</a></div>
<div class="crumbs"><a href="/">Board</a> » <a href="/f3">{e(v.section[1])}</a> » {e(v.title)}</div><h1>{e(v.title)}</h1>
<div class="topic-first"><div class="topic-info">{e(v.byline)}, {e(v.date)}</div><div class="topic-text"><i>{e(v.standfirst)}</i><br><br>{made.html}</div></div>
<h3>{e(v.comments_head)}</h3><div class="replies">{posts}</div><div class="pages"><a href="?2">2</a> <a href="?3">3</a> <a href="?n">»</a></div>
<div class="who">{e(v.newsletter)}</div><div class="copy">{e(v.footer)}</div></body></html>"""


SKINS = (
    Skin("spip", _spip, ("bold", "dashes", "labels", "definitions"), ("fr", "es", "ca", "ar", "en")),
    Skin("tables", _tables, ("breaks", "table", "bare"), ("en", "de", "pl", "fr", "uk")),
    Skin("blogger", _blogger, ("breaks", "boxes", "bold")),
    Skin("archive", _archive, ("table", "labels", "definitions")),
    Skin("agency", _agency, ("bold", "dashes", "prose", "boxes"), ("ru", "uk", "ar", "pl", "es")),
    Skin("forum", _forum, ("breaks", "dashes", "bold")),
)
