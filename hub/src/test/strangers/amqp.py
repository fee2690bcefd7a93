"""A stranger's AMQP client, written from the specification alone: Qpid Proton, cryptography, nothing of ours.

Two members hand a ticket over: open, offer, accept, resolve, confirm. Both verify what they get: the sender's seal, the
hub's stamp, the way to its root, the order. Reads its settings as JSON from standard input, writes one JSON object.
"""

import base64
import hashlib
import itertools
import json
import os
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from proton import Message, SSLDomain
from proton.utils import BlockingConnection

PATIENCE = 60  # seconds
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def b64(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sha256(octets):
    return hashlib.sha256(octets).digest()


def public_octets(key):
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def thumbprint(key):
    """RFC 7638, for an Ed25519 key."""
    jwk = '{"crv":"Ed25519","kty":"OKP","x":"%s"}' % b64(public_octets(key))
    return b64(sha256(jwk.encode()))


def certified_key(pem):
    with open(pem, "rb") as file:
        return x509.load_pem_x509_certificate(file.read()).public_key()


def ticket_number(prefix, serial):
    """ISO 7064, MOD 37,36, over prefix and serial."""
    text = "%s%06d" % (prefix, serial)
    product = 36
    for character in text:
        total = (product + DIGITS.index(character)) % 36 or 36
        product = total * 2 % 37
    return "%s-%06d-%s" % (prefix, serial, DIGITS[(37 - product) % 36])


def uuid7():
    octets = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    octets[6] = octets[6] & 0x0F | 0x70
    octets[8] = octets[8] & 0x3F | 0x80
    text = octets.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def now(seconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + seconds))


def open_jws(jws, typ, keys):
    """The payload, if one of keys is the one named and has signed."""
    head, payload, signature = jws.split(".")
    header = json.loads(unb64(head))
    assert header["typ"] == typ and header["alg"] == "EdDSA", header
    key = next(key for key in keys if thumbprint(key) == header["kid"])
    key.verify(unb64(signature), (head + "." + payload).encode())
    return json.loads(unb64(payload))


def uncover(message, disclosures):
    """What is disclosed put in its place (RFC 9901, 7.1); how many fields are withheld."""
    body = message["body"]
    digests = body.pop("_sd")
    assert message.pop("_sd_alg") == "sha-256" and sorted(digests) == sorted(h["digest"] for h in message["hidden"])
    for disclosure in disclosures:
        digests.remove(b64(sha256(disclosure.encode())))
        salt, name, value = json.loads(unb64(disclosure))
        assert len(unb64(salt)) >= 16 and name not in body
        body[name] = value
    return len(digests)


def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2."""
    digest, last, way = sha256(b"\0" + leaf.encode()), size - 1, list(path)
    while last > 0:
        if index & 1:
            digest = sha256(b"\1" + unb64(way.pop(0)) + digest)
        elif index < last:
            digest = sha256(b"\1" + digest + unb64(way.pop(0)))
        index, last = index >> 1, last >> 1
    assert not way, "a path longer than the tree is high"
    return digest


class Spoke:
    def __init__(self, member, network):
        self.code = member["code"]
        with open(member["sealKey"], "rb") as file:
            self.seal_key = load_pem_private_key(file.read(), None)
        self.hub = certified_key(network["hubSeal"])
        self.keys = {m["code"]: [certified_key(m["seal"])] for m in network["members"]}
        tls = SSLDomain(SSLDomain.MODE_CLIENT)
        tls.set_credentials(member["link"], member["linkKey"], None)
        tls.set_trusted_ca_db(network["authority"])
        tls.set_peer_authentication(SSLDomain.VERIFY_PEER_NAME)
        self.line = BlockingConnection(
            network["broker"], timeout=PATIENCE, ssl_domain=tls, allowed_mechs="EXTERNAL", heartbeat=30)
        self.sender = self.line.create_sender("staffetta.to.hub")
        self.kept = []  # deliveries that came while something else was waited for
        self.receiver = self.line.create_receiver("staffetta.to." + self.code, credit=50)

    def seal(self, type_, body, ticket=None, epoch=None, to=None, hidden=None):
        disclosures = [b64(json.dumps([b64(os.urandom(16)), name, value]).encode()) for name, value in (hidden or {}).items()]
        digests = sorted(b64(sha256(d.encode())) for d in disclosures)
        body = dict(body, _sd=digests) if hidden else body
        message = {"staffetta": "1.0", "id": uuid7(), "type": type_, "from": self.code, "sealedAt": now(), "body": body}
        message.update({k: v for k, v in (("to", to), ("ticket", ticket), ("epoch", epoch)) if v is not None})
        if hidden:
            message.update({"_sd_alg": "sha-256", "hidden": [{"digest": d} for d in digests]})
        typ = "staffetta+sd-jwt" if hidden else "staffetta"
        header = {"alg": "EdDSA", "kid": thumbprint(self.seal_key.public_key()), "typ": typ}
        signed = b64(json.dumps(header).encode()) + "." + b64(json.dumps(message).encode())
        jws = signed + "." + b64(self.seal_key.sign(signed.encode()))
        return message["id"], "~".join([jws, *disclosures, ""]) if hidden else jws

    def send(self, jws, correlation):
        self.sender.send(Message(
            body=jws.encode(), inferred=True, durable=True, content_type="application/staffetta+" + ("sd-jwt" if jws.endswith("~") else "jws"),
            correlation_id=correlation))

    def say(self, type_, body, **envelope):
        """Sends it and waits for L1; its record."""
        id_, jws = self.seal(type_, body, **envelope)
        self.send(jws, id_)
        return self.receipt(id_, jws), jws

    def frames(self):
        end = time.time() + PATIENCE
        while time.time() < end:
            got = self.receiver.receive(timeout=max(1, end - time.time()))
            assert got.content_type == "application/staffetta-frame+json", got.content_type
            yield json.loads(bytes(got.body))
            self.receiver.accept()
        raise AssertionError("nothing more came to " + self.code)

    def record(self, stamp):
        root = open_jws(stamp["root"], "staffetta-root", [self.hub])
        assert root_of(stamp["leaf"], stamp["index"], root["size"], stamp.get("path", [])) == unb64(root["root"])
        return json.loads(stamp["leaf"])

    def receipt(self, id_, jws):
        for frame in self.frames():
            if frame["frame"] == "delivery":
                self.kept.append(frame)
            if frame["frame"] == "refused" and frame.get("message") == id_:
                raise AssertionError(frame["problem"]["code"])
            for stamp in frame.get("stamps", []):
                record = self.record(stamp)
                if record["message"] == id_:
                    assert record["digest"] == b64(sha256(jws.split("~")[0].encode()))
                    return record

    def refusal(self, correlation):
        for frame in self.frames():
            if frame["frame"] == "delivery":
                self.kept.append(frame)
            if frame["frame"] == "refused" and correlation in (frame.get("message"), frame.get("correlation")):
                return frame["problem"]["code"]

    def hears(self, type_, ticket):
        """Waits for it, verifies both seals and confirms with L2 and L3; its message and record."""
        kept, self.kept = self.kept, []
        for frame in itertools.chain(kept, self.frames()):
            if frame["frame"] != "delivery":
                continue
            record, (jws, *disclosures) = self.record(frame["stamp"]), frame["message"].split("~")
            assert record["digest"] == b64(sha256(jws.encode()))
            keys = self.keys.get(record["from"], [self.hub])
            message = open_jws(jws, "staffetta+sd-jwt" if disclosures else "staffetta", keys)
            message["withheld"] = uncover(message, disclosures[:-1]) if disclosures else 0
            assert all(message.get(name) == record.get(name) for name in ("from", "type", "ticket"))
            assert message["id"] == record["message"]
            entries = [{"message": record["message"], "digest": record["digest"], "level": l,
                        "disclosed": max(0, len(disclosures) - 1)} for l in ("L2", "L3")]
            self.send(self.seal("receipt", {"entries": entries})[1], None)
            if (message["type"], message.get("ticket")) == (type_, ticket):
                return message, record


def main():
    network = json.load(sys.stdin)
    venezia, parma = (Spoke(member, network) for member in network["members"])
    for spoke in (venezia, parma):
        spoke.send(spoke.seal("member.hello", {"software": "stranger", "versions": ["1.0"], "registryVersion": 0})[1], None)
    number = ticket_number(network["members"][0]["prefix"], network["serial"])
    seen = []

    opened, jws = venezia.say("ticket.open", {
        "subject": "Lampione spento in calle Larga", "category": "illuminazione", "channel": "phone"},
        ticket=number, epoch=1, hidden={"place": "Al civico 12", "x-l736-lamp": {"pole": 17}})
    seen.append(opened)
    venezia.send(jws, None)  # once more, unchanged: the same receipt again
    assert venezia.receipt(opened["message"], jws) == opened

    head, payload, signature = venezia.seal("note.add", {"text": "Falsa"}, ticket=number, epoch=1)[1].split(".")
    forged = b64(bytes([unb64(signature)[0] ^ 1]) + unb64(signature)[1:])
    venezia.send(".".join((head, payload, forged)), "forged")
    refused = venezia.refusal("forged")

    offered, _ = venezia.say("handover.offer", {"reason": "La strada è vostra", "deadline": now(3600)},
                             ticket=number, epoch=1, to=[parma.code])
    seen.append(offered)
    assert offered["offeredTo"] == parma.code
    message, record = parma.hears("ticket.open", number)
    assert record == opened and message["body"]["category"] == "illuminazione"
    assert message["withheld"] == 2 and "place" not in message["body"]
    message, record = parma.hears("handover.offer", number)
    assert record == offered

    accepted, _ = parma.say("handover.accept", {"offer": offered["message"]}, ticket=number, epoch=1)
    seen.append(accepted)
    assert (accepted["owner"], accepted["epoch"]) == (parma.code, 2)
    message, record = parma.hears("ticket.open", number)
    assert record == opened and message["withheld"] == 0
    assert (message["body"]["place"], message["body"]["x-l736-lamp"]) == ("Al civico 12", {"pole": 17})
    assert venezia.hears("handover.accept", number)[1] == accepted

    resolved, _ = parma.say("ticket.resolve", {"outcome": "solved", "text": "Riparato"}, ticket=number, epoch=2)
    seen.append(resolved)
    assert venezia.hears("ticket.resolve", number)[1] == resolved
    confirmed, _ = venezia.say("ticket.confirm", {}, ticket=number, epoch=2)
    seen.append(confirmed)
    assert parma.hears("ticket.confirm", number)[1] == confirmed

    json.dump({"ticket": number, "forged": refused, "sequence": [r["sequence"] for r in seen],
               "status": confirmed["status"], "owner": confirmed["owner"]}, sys.stdout)


if __name__ == "__main__":
    main()
