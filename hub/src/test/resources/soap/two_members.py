"""Two members that know the WSDL and nothing else of Snodo: one opens a ticket and offers it, the other collects, accepts
and resolves it, the first confirms. Signs and verifies WS-Security with xmlsec. Says what it saw as one line of JSON."""

import datetime
import json
import os
import sys
import time
import uuid

import requests
import xmlsec
import zeep
from lxml import etree
from zeep import ns
from zeep.transports import Transport
from zeep.wsa import WsAddressingPlugin
from zeep.wsse.utils import WSU, ensure_id, get_security_header

X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3"
BASE64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
STAFFETTA = "urn:staffetta:1.0"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


class Signed:
    """ID_AUTH_SOAP_02 and INTEGRITY_SOAP_01: every header, the timestamp and the body."""

    def __init__(self, certificate, key, hub_certificate):
        self.certificate = open(certificate).read()
        self.key = key
        self.hub = hub_certificate
        self.sent = []

    def apply(self, envelope, headers):
        security = get_security_header(envelope)
        security.set(etree.QName(SOAP, "mustUnderstand"), "1")
        now = datetime.datetime.now(datetime.timezone.utc)
        timestamp = WSU.Timestamp(
            WSU.Created(now.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"),
            WSU.Expires((now + datetime.timedelta(minutes=4)).strftime("%Y-%m-%dT%H:%M:%SZ")))
        token = etree.SubElement(security, etree.QName(ns.WSSE, "BinarySecurityToken"),
                                 {"ValueType": X509, "EncodingType": BASE64})
        token.text = "".join(line for line in self.certificate.splitlines() if "-----" not in line)
        security.append(timestamp)
        signature = xmlsec.template.create(envelope, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.RSA_SHA256)
        info = xmlsec.template.ensure_key_info(signature)
        reference = etree.SubElement(info, etree.QName(ns.WSSE, "SecurityTokenReference"))
        etree.SubElement(reference, etree.QName(ns.WSSE, "Reference"),
                         {"URI": "#" + ensure_id(token), "ValueType": X509})
        security.append(signature)
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_file(self.key, xmlsec.KeyFormat.PEM)
        header = envelope.find(etree.QName(SOAP, "Header"))
        for part in [envelope.find(etree.QName(SOAP, "Body")), timestamp] + [e for e in header if e is not security]:
            identifier = ensure_id(part)
            context.register_id(part, "Id", ns.WSU)
            added = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri="#" + identifier)
            xmlsec.template.add_transform(added, xmlsec.Transform.EXCL_C14N)
        context.sign(signature)
        self.sent = [e.text.strip() for e in signature.iter(etree.QName(ns.DS, "DigestValue"))]
        return envelope, headers

    def verify(self, envelope):
        header = envelope.find(etree.QName(SOAP, "Header"))
        security = header.find(etree.QName(ns.WSSE, "Security"))
        signature = security.find(etree.QName(ns.DS, "Signature"))
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_file(self.hub, xmlsec.KeyFormat.CERT_PEM)
        signed = []
        for reference in signature.find(etree.QName(ns.DS, "SignedInfo")).findall(etree.QName(ns.DS, "Reference")):
            found = envelope.xpath("//*[@wsu:Id=$id]", id=reference.get("URI")[1:], namespaces={"wsu": ns.WSU})
            assert len(found) == 1
            context.register_id(found[0], "Id", ns.WSU)
            signed.append(found[0])
        context.verify(signature)
        for part in [envelope.find(etree.QName(SOAP, "Body")), security.find(etree.QName(ns.WSU, "Timestamp")),
                     header.find(etree.QName(STAFFETTA, "X-Correlation-ID"))]:
            assert part in signed, part
        digest = header.find(etree.QName(STAFFETTA, "X-RequestDigest"))
        assert digest is not None and digest in signed
        assert [e.text.strip() for e in digest.iter(etree.QName(ns.DS, "DigestValue"))] == self.sent
        return envelope


class Member:
    def __init__(self, wsdl, address, folder, code):
        session = requests.Session()
        session.trust_env = False  # no other authorities, no proxies
        session.cert = (os.path.join(folder, code + "-link.pem"), os.path.join(folder, code + "-link.key"))
        session.verify = os.path.join(folder, "authority.pem")
        self.code = code
        self.security = Signed(os.path.join(folder, code + "-signature.pem"),
                               os.path.join(folder, code + "-signature.key"),
                               os.path.join(folder, "hub-signature.pem"))
        client = zeep.Client(wsdl, wsse=self.security, transport=Transport(session=session),
                             plugins=[WsAddressingPlugin()])
        self.service = client.create_service("{%s}HubBinding" % STAFFETTA, address)
        self.cursor = None

    def say(self, kind, body, ticket=None, epoch=0, to=()):
        """Submits; returns what became of it."""
        milliseconds = int(time.time() * 1000)
        identifier = "%08x-%04x-7%s" % (milliseconds >> 16, milliseconds & 0xFFFF, str(uuid.uuid4())[15:])
        message = {"staffetta": "1.0", "id": identifier, "from": self.code, "to": list(to), "epoch": epoch,
                   "sealedAt": datetime.datetime.now(datetime.timezone.utc), kind: body}
        if ticket:
            message["ticket"] = ticket
        taken = self.service.submit(message=message)
        assert taken.body.status == "accepted"
        correlation = taken.header.correlationId
        for _ in range(100):
            status = self.service.status(_soapheaders={"correlationId": correlation})
            if status.body.status == "done":
                break
            time.sleep(0.1)
        outcome = self.service.outcome(_soapheaders={"correlationId": correlation})
        result = outcome.body
        return identifier, result

    def collect(self):
        """What waits, confirmed with L2 and L3."""
        page = self.service.collect(after=self.cursor, limit=50)
        deliveries = page.body.delivery or []
        if deliveries:
            entries = [{"message": d.message.id, "digest": d.digest, "level": level}
                       for d in deliveries for level in ("L2", "L3")]
            self.say("receipt", {"entries": entries})
        return deliveries


def leaf(result):
    assert result.refused is None, result.refused
    return json.loads(result.taken.receipt.leaf)


def said(deliveries, kind):
    return [d for d in deliveries if getattr(d.message, kind) is not None]


def main(wsdl, address, folder, opener, holder, ticket):
    one = Member(wsdl, address, folder, opener)
    two = Member(wsdl, address, folder, holder)
    seen = {"members": [m.code for m in one.service.registry().body.registry.members]}

    _, opened = one.say("ticket.open", {"subject": "Lampione spento", "description": "Da tre giorni.\nDi sera è buio <qui>.",
                                        "category": "strade", "channel": "phone"}, ticket)
    seen["opened"] = leaf(opened)["owner"]
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)
    one.say("handover.offer", {"reason": "È vostra", "deadline": until}, ticket, 1, [holder])

    deliveries = two.collect()
    offer = said(deliveries, "handover.offer")[0]
    seen["description"] = getattr(said(deliveries, "ticket.open")[0].message, "ticket.open").description
    _, accepted = two.say("handover.accept", {"offer": offer.message.id}, ticket, 1)
    seen["accepted"] = leaf(accepted)["owner"]
    seen["epoch"] = leaf(accepted)["epoch"]
    two.say("status.set", {"status": "in_progress"}, ticket, 2)
    _, stale = one.say("status.set", {"status": "in_progress"}, ticket, 1)
    seen["stale"] = stale.refused.code
    two.say("ticket.resolve", {"outcome": "solved", "text": "Lampada cambiata"}, ticket, 2)
    _, confirmed = one.say("ticket.confirm", {"text": "Grazie"}, ticket)
    seen["confirmed"] = leaf(confirmed)["status"]

    seen["heard"] = sorted(k for d in one.collect() for k in d.message if "." in k and getattr(d.message, k) is not None)
    seen["left"] = len(one.service.collect().body.delivery or [])
    steps = one.service.collect(since=until - datetime.timedelta(hours=3)).body.step or []
    seen["steps"] = sorted({s.by + " " + s.level for s in steps})
    try:
        one.service.outcome(_soapheaders={"correlationId": str(uuid.uuid4())})
    except zeep.exceptions.Fault as fault:
        seen["fault"] = fault.detail.find(".//{%s}code" % STAFFETTA).text
    print(json.dumps(seen))


main(*sys.argv[1:])
