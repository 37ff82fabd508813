"""What the templates for nginx and systemd promise, as far as it can be read in them."""

import json
import re

from django.conf import settings

from deploy.local.paths import ROOT

NGINX = (ROOT / "deploy" / "nginx" / "eldercare.conf").read_text(encoding="utf-8")
WEB = (ROOT / "deploy" / "systemd" / "eldercare-web@.service").read_text(encoding="utf-8")


def test_no_log_keeps_what_was_searched_for() -> None:
    log_format = re.search(r"log_format eldercare([^;]*);", NGINX)
    assert log_format is not None
    # Each of these holds the question of the address, where names, phones and identity numbers are typed.
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", log_format[1])
    assert re.search(r"^\s+access_log \S+ eldercare;", NGINX, re.MULTILINE)
    assert re.search(r"-m daphne -v 0 ", WEB)


def test_what_an_import_may_hold_gets_through() -> None:
    let_through = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert let_through is not None
    assert int(let_through[1]) * 1024 * 1024 > settings.IMPORT_LARGEST_BYTES


def test_what_nginx_itself_refuses_is_told_as_the_system_tells_it() -> None:
    told = [json.loads(body) for body in re.findall(r"return \d+ '(\{.*\})';", NGINX)]
    assert {body["code"] for body in told} == {"request_too_large", "unavailable"}
    assert all(body["type"] == f"/problems/{body['code']}" for body in told)
    assert NGINX.count("default_type application/problem+json;") == len(told)


def test_the_oldest_nginx_that_debian_still_has_reads_it() -> None:
    assert "http2 on;" not in NGINX
