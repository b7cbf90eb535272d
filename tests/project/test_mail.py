from pathlib import Path

import pytest

from gongkai.project.mail import MailAddressError, read


def test_without_a_server_no_e_mail_leaves_the_machine():
    found = read("", Path("/home"))
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == "/home/mail"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.cn", 25, False, False),
        ("smtp+tls://a%40b:p%3Aw@mail.example.cn", 587, True, False),
        ("smtps://mail.example.cn:4650", 4650, False, True),
    ],
)
def test_the_address_names_server_port_and_encryption(url, port, tls, ssl):
    found = read(url, Path("/home"))
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.cn", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_TIMEOUT"] > 0
    if "@" in url:
        assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("a@b", "p:w")


@pytest.mark.parametrize("url", ["mail.example.cn", "http://u:secret@h", "smtp://", "smtp://h:x"])
def test_an_address_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(MailAddressError) as refused:
        read(url, Path("/home"))
    assert "secret" not in str(refused.value)
