"""Signs made-up requests as RFC 9421 says, a JSON object a line: sign.py SEED. Has nothing of the registry's own code in it."""

import base64
import hashlib
import json
import random
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

dice = random.Random(int(sys.argv[1]))


def keys():
    for make in (ed25519.Ed25519PrivateKey.generate, lambda: ec.generate_private_key(ec.SECP256R1())):
        key = make()
        form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        yield key, base64.b64encode(key.public_key().public_bytes(*form)).decode()


def sign(key, base):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519", key.sign(base)
    r, s = utils.decode_dss_signature(key.sign(base, ec.ECDSA(hashes.SHA256())))
    return "ecdsa-p256-sha256", r.to_bytes(32, "big") + s.to_bytes(32, "big")


def request(key, public):
    body = dice.randbytes(dice.randint(0, 200))
    path = "/" + "/".join(dice.choices(["v1", "submissions", "%E5%A8%81", "a.b", "~x"], k=dice.randint(0, 3)))
    query = dice.choice(["", "?", "?city=weihai", "?a=1&b=%20+c"])
    authority = dice.choice(["example.com", "Registry.Example.GOV.cn", "127.0.0.1:8080", "example.com:443"])
    digest = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"
    fields = {"content-digest": digest, "content-type": "application/x-ndjson", "x-empty": "", "x-odd": "  a,  b\t"}
    host = authority.lower().removesuffix(":443")
    known = {
        "@method": "POST", "@authority": host, "@path": path, "@query": query or "?", "@scheme": "https",
        "@request-target": path + query, "@target-uri": f"https://{host}{path}{query}",
    } | {name: value.strip(" \t") for name, value in fields.items()}
    needed = [["@method", "@target-uri", "content-digest"], ["@method", "@authority", "@path", "@query", "content-digest"]]
    covered = dice.choice(needed)
    covered = covered + [name for name in known if name not in covered and dice.random() < 0.4]
    dice.shuffle(covered)
    created = dice.randint(1_700_000_000, 1_900_000_000)
    algorithm = sign(key, b"")[0]
    parameters = [f"created={created}", 'keyid="k-\\"1\\""', f'nonce="{dice.getrandbits(64):x}"']
    parameters += dice.choice([[], [f'alg="{algorithm}"'], [f"expires={created + 100}", 'tag="t"']])
    dice.shuffle(parameters)
    described = "(" + " ".join(f'"{name}"' for name in covered) + ");" + ";".join(parameters)
    base = "".join(f'"{name}": {known[name]}\n' for name in covered) + f'"@signature-params": {described}'
    signature = base64.b64encode(sign(key, base.encode())[1]).decode()
    fields |= {"signature-input": f"sig1={described}", "signature": f"sig1=:{signature}:"}
    return {
        "key": public, "keyID": 'k-"1"', "created": created, "method": "POST", "authority": authority,
        "target": path + query, "fields": [list(field) for field in fields.items()],
    }


for key, public in keys():
    for _ in range(20):
        print(json.dumps(request(key, public)))
