"""A stranger's REST client, written from the specification alone: PyJWT, cryptography, http.client, nothing of ours.

Two members hand a ticket over by asking: open, offer, accept, resolve, confirm. Tokens (RS256) and seals (Ed25519) are
PyJWT's. Reads its settings as JSON from standard input, writes one JSON object.
"""

import base64
import hashlib
import http.client
import json
import os
import ssl
import sys
import time
import uuid
from urllib.parse import urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

PATIENCE = 60  # seconds
SEALED = "application/staffetta+jws"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read(path):
    with open(path, "rb") as file:
        return file.read()


def b64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def thumbprint(key):
    """RFC 7638, for an Ed25519 key."""
    x = b64url(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    return b64url(hashlib.sha256(('{"crv":"Ed25519","kty":"OKP","x":"%s"}' % x).encode()).digest())


def digest(body):
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def ticket_number(prefix, serial):
    """ISO 7064, MOD 37,36, over prefix and serial."""
    product = 36
    for character in "%s%06d" % (prefix, serial):
        total = (product + DIGITS.index(character)) % 36 or 36
        product = total * 2 % 37
    return "%s-%06d-%s" % (prefix, serial, DIGITS[(37 - product) % 36])


def uuid7():
    octets = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    octets[6] = octets[6] & 0x0F | 0x70
    octets[8] = octets[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(octets)))


def now(seconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


class Member:
    def __init__(self, settings, network):
        self.code = settings["code"]
        self.base = urlsplit(network["url"])
        self.seal_key = load_pem_private_key(read(settings["sealKey"]), None)
        self.signature_key = load_pem_private_key(read(settings["signatureKey"]), None)
        certificate = x509.load_pem_x509_certificate(read(settings["signature"]))
        self.x5c = [base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()]
        self.hub = x509.load_pem_x509_certificate(read(network["hubSignature"])).public_key()
        self.hub_seal = x509.load_pem_x509_certificate(read(network["hubSeal"])).public_key()
        tls = ssl.create_default_context(cafile=network["authority"])
        tls.load_cert_chain(settings["link"], settings["linkKey"])
        self.line = http.client.HTTPSConnection(self.base.hostname, self.base.port, timeout=PATIENCE, context=tls)

    def token(self, **claims):
        at = int(time.time())
        claims.update(iss=self.code, sub=self.code, aud="hub", iat=at, exp=at + 60, jti=str(uuid.uuid4()))
        return jwt.encode(claims, self.signature_key, algorithm="RS256", headers={"typ": "JWT", "x5c": self.x5c})

    def call(self, method, path, body=None, **headers):
        headers["Authorization"] = "Bearer " + self.token()
        self.line.request(method, path if path.startswith("/") else self.base.path + "/" + path, body, headers)
        answer = self.line.getresponse()
        octets = answer.read()
        if octets and answer.status < 400:
            self.check(answer, octets, headers.get("Digest"))
        return answer, json.loads(octets) if octets else None

    def check(self, answer, octets, asked):
        """INTEGRITY_REST_01 of the answer."""
        claims = jwt.decode(
            answer.getheader("Agid-JWT-Signature"), self.hub, algorithms=["RS256"], audience=self.code)
        assert answer.getheader("Digest") == digest(octets)
        assert {"digest": digest(octets)} in claims["signed_headers"], claims
        assert claims.get("request_digest") == asked, claims

    def seal(self, type_, body, ticket=None, epoch=None, to=None):
        message = {"staffetta": "1.0", "id": uuid7(), "type": type_, "from": self.code, "sealedAt": now(), "body": body}
        message.update({k: v for k, v in (("to", to), ("ticket", ticket), ("epoch", epoch)) if v is not None})
        header = {"typ": "staffetta", "kid": thumbprint(self.seal_key.public_key())}
        return message["id"], jwt.encode(message, self.seal_key, algorithm="EdDSA", headers=header)

    def leave(self, jws):
        """NONBLOCK_PULL_REST: leaves it, follows Location, gives back the outcome."""
        body = jws.encode()
        covered = [{"digest": digest(body)}, {"content-type": SEALED}]
        answer, taken = self.call(
            "POST", "messages", body,
            **{"Content-Type": SEALED, "Digest": digest(body), "Agid-JWT-Signature": self.token(signed_headers=covered),
               "Agid-JWT-Tracking-Evidence": self.token(userID="op-7", userLocation="desk-1", LoA="LoA2")})
        assert answer.status == 202, taken
        assert taken["correlation"] == answer.getheader("X-Correlation-ID")
        where = urlsplit(answer.getheader("Location")).path
        until = time.time() + PATIENCE
        while time.time() < until:
            answer, _ = self.call("GET", where)
            if answer.status == 303:
                return self.call("GET", urlsplit(answer.getheader("Location")).path)[1]
            assert answer.status == 200
        raise AssertionError("no outcome")

    def say(self, type_, body, **about):
        identity, jws = self.seal(type_, body, **about)
        outcome = self.leave(jws)
        assert "problem" not in outcome, outcome
        assert outcome["message"] == identity
        record = json.loads(outcome["receipt"]["leaf"])
        jwt.api_jws.decode(outcome["receipt"]["root"], self.hub_seal, algorithms=["EdDSA"])
        return identity, record

    def collect(self, type_):
        """All that waits, confirmed; gives back the record of the one of this type."""
        found, until = None, time.time() + PATIENCE
        while found is None and time.time() < until:
            _, page = self.call("GET", "deliveries?limit=100")
            entries = []
            for delivery in page["items"]:
                record = json.loads(delivery["stamp"]["leaf"])
                assert record["digest"] == b64url(hashlib.sha256(delivery["message"].encode()).digest())
                entries.append({"message": record["message"], "digest": record["digest"], "level": "L2"})
                entries.append({"message": record["message"], "digest": record["digest"], "level": "L3"})
                found = record if record["type"] == type_ else found
            if entries:
                self.leave(self.seal("receipt", {"entries": entries})[1])
        assert found, "no " + type_
        _, page = self.call("GET", "deliveries")
        assert all(json.loads(d["stamp"]["leaf"])["type"] != type_ for d in page["items"]), "confirmed, and still there"
        return found


def main():
    network = json.load(sys.stdin)
    first, second = (Member(each, network) for each in network["members"])
    ticket = ticket_number(network["members"][0]["prefix"], network["serial"])
    _, opened = first.say(
        "ticket.open", {"subject": "Buca in strada", "category": "strade", "channel": "phone"}, ticket=ticket, epoch=0)
    offer, _ = first.say(
        "handover.offer", {"reason": "vostro", "deadline": now(3600)}, ticket=ticket, epoch=1, to=[second.code])
    forged = first.seal("note.add", {"text": "no", "audience": "parties"}, ticket=ticket, epoch=1)[1]
    refused = first.leave(forged[:-6] + ("AAAAAA" if not forged.endswith("AAAAAA") else "BBBBBB"))
    second.collect("handover.offer")
    second.say("handover.accept", {"offer": offer}, ticket=ticket, epoch=1)
    second.say("ticket.resolve", {"outcome": "solved", "text": "fatto"}, ticket=ticket, epoch=2)
    first.collect("ticket.resolve")
    _, closed = first.say("ticket.confirm", {}, ticket=ticket, epoch=2)
    _, steps = first.call("GET", "progress")
    json.dump(
        {"ticket": ticket, "opened": opened["sequence"], "closed": closed["sequence"], "status": closed["status"],
         "owner": closed["owner"], "forged": refused["problem"]["code"],
         "level": next(s["level"] for s in steps["items"] if s["message"] == offer and s["by"] == second.code)},
        sys.stdout)


main()
