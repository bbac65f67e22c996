"""Pelican with the same work: a page a body, paged index, tags and categories, feed, sitemap, CSV."""

SITENAME = "整改公开"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
THEME = "theme"
ARTICLE_URL = "bodies/{slug}/"
ARTICLE_SAVE_AS = "bodies/{slug}/index.html"
DEFAULT_PAGINATION = 64
DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap", "bodies"]
SITEMAP_SAVE_AS = "sitemap.xml"
BODIES_SAVE_AS = "bodies.csv"
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = ""
MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.toc"],
    "output_format": "html5",
}
