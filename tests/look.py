"""Take a picture of a page: python -m tests.look http://127.0.0.1:8000/ picture.png --width 360."""

import argparse

from tests.browser import launched


def main() -> None:
    """Open the page and save what a person would see, from top to bottom."""
    parser = argparse.ArgumentParser(description="Take a picture of a whole page.")
    parser.add_argument("url")
    parser.add_argument("picture")
    parser.add_argument("--width", type=int, default=360, help="of the window, in pixels")
    parser.add_argument("--locale", default="en-GB")
    parser.add_argument("--dark", action="store_true", help="as for a reader who prefers dark pages")
    parser.add_argument("--become", help="first sign in on this page by the button with this text")
    parser.add_argument("--at", help="the page on which to sign in")
    look(parser.parse_args())


def look(wanted: argparse.Namespace) -> None:
    """The picture that the words ask for."""
    with launched() as browser:
        scheme = "dark" if wanted.dark else "light"
        size = {"width": wanted.width, "height": 900}
        page = browser.new_page(viewport=size, locale=wanted.locale, color_scheme=scheme)
        if wanted.become:
            page.goto(wanted.at)
            page.get_by_role("button", name=wanted.become).first.click()
        page.goto(wanted.url)
        page.screenshot(path=wanted.picture, full_page=True)


if __name__ == "__main__":
    main()
