"""Which websites may stand in the register."""

import pytest

from registry.particulars.rules.websites import public_website


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("https://ashgate.example/", "https://ashgate.example/"),
        ("HTTP://WWW.Northbridge.GOV.uk/Grants?year=2026#top", "http://www.northbridge.gov.uk/Grants?year=2026#top"),
        ("https://xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de"),
        ("https://www.example.org.", "https://www.example.org"),
        ("http://1stop.example.org/", "http://1stop.example.org/"),
    ],
)
def test_a_public_website_is_kept_with_its_host_in_lower_case(sent: str, kept: str) -> None:
    assert public_website(sent) == kept


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "www.example.org",
        "https:www.example.org",
        "//www.example.org/",
        "ftp://www.example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://https://https://",
        "https://expired-cert/",
        "http://localhost:8222/varz",
        "http://kubernetes.default.svc/api",
        "http://tendering.default.svc.cluster.local/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00:ec2::254]/",
        "http://1.1.1.1.nip.io/",
        "http://10-0-0-1.sslip.io/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1%2f.example.org/",
        "https://me:secret@www.example.org/",
        "https://www.example.org:8443/",
        "http:\\\\evil.example",
        "https://www.example.org/a b",
        "https://www.exämple.org/",
        "https://-a.example.org/",
        "https://" + "a" * 64 + ".example.org/",
        "https://www.example.org/" + "a" * 500,
        "https://www.example.org/\n",
        "https://www.example.org/<script>",
    ],
)
def test_what_is_no_public_website_is_refused(sent: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        public_website(sent)
