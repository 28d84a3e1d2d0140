#!/usr/bin/env python3
"""Rebuilds coffre.db from this folder with Python 3 alone; prints the raw key. / Reconstruit coffre.db, affiche la clé.
    python3 restaurer.py                 lists the snapshots, oldest first / liste les sauvegardes
    python3 restaurer.py OUT.db [ID]     rebuilds one, else the newest / en reconstruit une, sinon la dernière
The recovery code is asked for, or read from the environment variable CODE. See LISEZMOI.txt."""
import base64, glob, hashlib, hmac, json, os, struct, sys

HERE = os.path.dirname(os.path.abspath(__file__))

def sha(data):
    return hashlib.sha256(data).digest()

def hkdf(key, salt, info):  # RFC 5869, one block of 32 bytes
    return hmac.new(hmac.new(salt, key, "sha256").digest(), info + b"\x01", "sha256").digest()

def aes_table():  # FIPS 197, 5.1.1: the S-box, computed
    box, p, q = [0x63] * 256, 1, 1
    while True:
        p = p ^ (p << 1) & 255 ^ (0x1B if p & 128 else 0)
        for shift in (1, 2, 4):
            q ^= q << shift & 255
        q ^= 9 if q & 128 else 0
        box[p] = 0x63 ^ q ^ (q * 0x101 >> 7 ^ q * 0x101 >> 6 ^ q * 0x101 >> 5 ^ q * 0x101 >> 4) & 255
        if p == 1:
            return box

def aes(key, box=aes_table()):  # AES-256: gives the function that encrypts one block
    words, rcon = [list(key[i:i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = words[-1] if i % 4 else [box[b] for b in (words[-1] if i % 8 else words[-1][1:] + words[-1][:1])]
        if i % 8 == 0:
            word[0], rcon = word[0] ^ rcon, rcon << 1
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    keys = [sum(words[i:i + 4], []) for i in range(0, 60, 4)]
    def encrypt(block):
        s = [a ^ b for a, b in zip(block, keys[0])]
        for r in range(1, 15):
            s = [box[s[(i + 4 * (i % 4)) % 16]] for i in range(16)]
            if r < 14:
                pairs = [s[i] ^ s[i - i % 4 + (i + 1) % 4] for i in range(16)]
                s = [s[i] ^ pairs[i - i % 4] ^ pairs[i - i % 4 + 2] ^ pairs[i] << 1 & 255 ^ (pairs[i] >> 7) * 0x1B
                     for i in range(16)]
            s = [a ^ b for a, b in zip(s, keys[r])]
        return bytes(s)
    return encrypt

def gcm_open(key, nonce, sealed, aad):  # NIST SP 800-38D, 12-byte nonce; nothing where the key does not fit
    encrypt, text = aes(key), sealed[:-16]
    data = b"".join(part + bytes(-len(part) % 16) for part in (aad, text)) + struct.pack(">QQ", len(aad) * 8, len(text) * 8)
    h, tag = int.from_bytes(encrypt(bytes(16)), "big"), 0
    for i in range(0, len(data), 16):
        x, v, tag = tag ^ int.from_bytes(data[i:i + 16], "big"), h, 0
        for bit in range(127, -1, -1):
            tag ^= v if x >> bit & 1 else 0
            v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
    stream = b"".join(encrypt(nonce + struct.pack(">I", n)) for n in range(1, 2 + (len(text) + 15) // 16))
    fits = tag ^ int.from_bytes(stream[:16], "big") == int.from_bytes(sealed[-16:], "big")
    return bytes(a ^ b for a, b in zip(text, stream[16:])) if fits else b""

def recovery_code(typed):  # Crockford base32: 16 bytes of code, 4 bytes of check
    text = "".join(typed.upper().replace("-", " ").split()).translate(str.maketrans("OIL", "011"))
    value = sum("0123456789ABCDEFGHJKMNPQRSTVWXYZ".find(c) << 5 * i for i, c in enumerate(reversed(text)))
    raw = value.to_bytes(20, "big") if len(text) == 32 and 0 <= value < 1 << 160 else bytes(20)
    if sha(b"osteocoffre/v1/recovery-code" + raw[:16])[:4] != raw[16:]:
        sys.exit("Code de secours mal saisi. / The recovery code is mistyped.")
    return raw[:16]

def vault_key(key_file, key_id, code):  # tries every recovery slot
    for slot in key_file["slots"]:
        head = json.loads(slot["header"])
        if head["kind"] == "recovery":
            kek = hkdf(code, base64.b64decode(head["salt"]), b"osteocoffre/v1/recovery-slot")
            keys = gcm_open(kek, base64.b64decode(head["nonce"]), base64.b64decode(slot["sealed"]), slot["header"].encode())
            for i in range(0, len(keys), 48):
                if keys[i:i + 16].hex() == key_id:
                    return keys[i + 16:i + 48]
    sys.exit("Ce code n'ouvre pas cette sauvegarde. / This code does not open this snapshot.")

def chunk_places():  # where each chunk lies, by the packs' own indexes
    places = {}
    for name in glob.glob(os.path.join(glob.escape(HERE), "packs", "*", "?" * 64)):
        with open(name, "rb") as pack:
            data = pack.read()
        magic, _, count = struct.unpack("<4sII", data[-12:].rjust(12))
        for digest, start, length in struct.iter_unpack("<32sII", data[-12 - 40 * count:-12] if magic == b"OCPK" else b""):
            places.setdefault(digest, []).append((name, start, length))
    return places

def chunk(places, digest):  # every chunk proves itself by its name
    for name, start, length in places.get(digest, []):
        with open(name, "rb") as pack:
            pack.seek(start)
            data = pack.read(length)
        if sha(data) == digest:
            return data
    sys.exit("Un morceau manque, prenez une autre sauvegarde. / A chunk is missing, take another snapshot: " + digest.hex())

def main(out=None, wanted=None):
    names = [os.path.basename(name)[:-5] for name in glob.glob(os.path.join(glob.escape(HERE), "snapshots", "*.json"))]
    names.sort(key=lambda name: (int(name.split("-")[1]), name))
    if out is None or not names:
        return print("\n".join(names) or "Aucune sauvegarde. / No snapshot.")
    with open(os.path.join(HERE, "snapshots", (wanted or names[-1]) + ".json"), "rb") as file:
        line, mac = file.read().split(b"\n")[:2]
    m = json.loads(line)
    key = vault_key(json.loads(m["keyFile"]), m["key"], recovery_code(os.environ.get("CODE") or input("Code de secours : ")))
    derive = lambda purpose: hkdf(key, bytes.fromhex(m["vault"]), b"osteocoffre/v1/" + purpose)
    if hmac.new(derive(b"manifest-mac"), line, "sha256").hexdigest().encode() != mac:
        sys.exit("Cette sauvegarde a été modifiée, prenez-en une autre. / This snapshot was altered, take another.")
    places = chunk_places()
    with open(out, "xb") as db:
        for hashes in (chunk(places, bytes.fromhex(name)) for name in m["lists"]):
            for i in range(0, len(hashes), 32):
                db.write(chunk(places, hashes[i:i + 32]))
    print(derive(b"db").hex())

main(*sys.argv[1:3])
