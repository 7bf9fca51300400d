#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the golden messages of the protocol, from PROTOCOL.md and not from the C code.

    make-wire.py [FOLDER]

good-TYPE-LABEL.json         a message in canonical form: reading and printing it gives these bytes
good-TYPE-LABEL.loose.json   the same message as another program might write it
bad-TYPE-LABEL.WHY.json      a message that is refused, and with which of the reader's errors

The files are checked in; the script is there so that a reader sees what each is about.
"""
import json
import pathlib
import sys

P1 = '019a6b2c-31f4-7000-8000-000000000001'
N1 = '019a6b2c-31f4-7000-8000-000000000002'
OP1 = '019a6b2c-31f4-7000-8000-00000000a001'
OP2 = '019a6b2c-31f4-7000-8000-00000000a002'
OP3 = '019a6b2c-31f4-7000-8000-00000000a003'
TX1 = '019a6b2c-31f4-7000-8000-00000000b001'
DEV = '019a6b2c-31f4-7000-8000-00000000d001'
USER = '019a6b2c-31f4-7000-8000-00000000e001'
CON = '019a6b2c-31f4-7000-8000-00000000c001'


def op(**more):
    base = {'op': OP1, 'tx': TX1, 't': 'participant', 'id': P1, 'k': 'set',
            'h': '019a6b2c31f40000', 'cs': 7, 'sc': 1}
    base.update(more)
    return base


def push(*ops, **more):
    return {'proto': 1, 'schema': 1, 'device': DEV, 'epoch': 'e3', 'sent_at': 1795420800000,
            'ops': list(ops), **more, 'end': True}


def answer(*results, **more):
    return {'epoch': 'e3', 'now': 1795420800123, 'results': list(results), **more, 'end': True}


def row(**more):
    return {'t': 'participant', 'id': P1, 's': 88201, 'rv': 9,
            'f': {'name': 'Åse Mølholm', 'stage': 'active'}, 'v': {'name': 1, 'stage': 9}, **more}


def scope(*rows, **more):
    base = {'id': 'team:7', 'next': '88250', 'head': 88250, 'more': False, 'count': 2,
            'check': 'fedcba9876543210'}
    base.update(more)
    base['changes'] = list(rows)
    return base


def pulled(*scopes, **more):
    base = {'epoch': 'e3', 'now': 1795420800123, 'scopes': list(scopes), 'granted': ['org:1'],
            'revoked': [], 'reset': []}
    base.update(more)
    return {**base, 'end': True}


def pull(**more):
    base = {'proto': 1, 'schema': 1, 'device': DEV, 'epoch': 'e3',
            'cursors': {'team:7': '88250', 'user:42': 'a1'}, 'limit': 2000, 'max_bytes': 1048576}
    base.update(more)
    return {**base, 'end': True}


def load(**more):
    base = {'proto': 1, 'schema': 1, 'device': DEV, 'run': OP1, 'epoch': 'e3', 'scope': 'team:7',
            'cursor': '4096+'}
    base.update(more)
    return {**base, 'end': True}


def part(**more):
    base = {'epoch': 'e3', 'now': 1795420800123, 'scope': 'team:7', 'from': '4096+',
            'next': '7168+', 'more': True, 'head': 88250, 'count': 60000, 'sum': '0a' * 32}
    base.update(more)
    return {**base, 'end': True}


def heads(**ends):
    return {'epoch': 'e3', 'heads': ends, 'end': True}


def hello(**more):
    base = {'proto': {'min': 1, 'max': 1}, 'schema': {'now': 14, 'min_push': 11, 'min_pull': 9},
            'epoch': 'e3', 'now': 1795420800123}
    base.update(more)
    return {**base, 'end': True}


def enrol(**more):
    base = {'proto': 1, 'login': 'åse', 'password': 'hemme"lig\\t', 'device': DEV,
            'device_name': 'Åses bærbare'}
    base.update(more)
    return {**base, 'end': True}


def enrolled(**more):
    base = {'token': 'ung1_abc', 'user': USER, 'team': P1, 'role': 'consultant',
            'organisation': 'Rebild', 'epoch': 'e3'}
    base.update(more)
    return {**base, 'end': True}


def left(**more):
    base = {'proto': 1, 'schema': 1, 'device': P1, 'epoch': 'e3'}
    base.update({key: more[key] for key in more if key != 'settled'})
    return {**base, 'settled': more.get('settled', []), 'end': True}


def lost(**more):
    base = {'n': '881', 'at': 1795420800123, 'by': USER, 't': 'note', 'id': N1, 'k': 'create',
            'code': 'forbidden'}
    base.update(more)
    return {key: value for key, value in base.items() if value is not None}


def kept(*entries, **more):
    base = {'epoch': 'e3', 'now': 1795420800123, 'entries': list(entries), 'next': '881',
            'more': False}
    base.update(more)
    return {**base, 'end': True}


def without(message, name):
    return {key: value for key, value in message.items() if key != name}


CREATE = op(k='create', f={'name': 'Åse "Aase" Mølholm', 'practical': 'line one\nline\ttwo \\ 3',
                           'stage': 'referred'})
SET = op(op=OP2, b={'phone': '@' + OP1, 'stage': 7}, f={'phone': None, 'stage': 'active'})
TAGS = op(op=OP3, add={'tags': 'ordblind\nskånejob'}, rem={'tags': 'nattevagt'})
DELETE = op(t='follow-up', k='delete', b={'': 4})
UNTOUCHED = without(op(k='undelete', b={'': 5}), 'tx')
RESOLVE = op(t='conflict', id=CON, k='resolve', f={'value': '20 12 34 56'})

GOOD = {
    'push-request-all-verbs': push(CREATE, SET, TAGS, DELETE, UNTOUCHED, RESOLVE),
    'push-request-empty': push(),
    'pull-reply-page-of-many': pulled(
        {'id': 'team:7', 'next': '2+', 'head': 88250, 'more': True, 'count': 60000,
         'changes': [row()]}),
    'push-reply-heads': answer({'op': OP1, 'r': 'ok', 'rv': 9, 'v': {'stage': 9}},
                               before={'team:7': 88249}, heads={'team:7': 88250}),
    'push-reply-all-results': answer(
        {'op': OP1, 'r': 'ok', 'rv': 9, 'v': {'stage': 9}},
        {'op': OP2, 'r': 'dup'},
        {'op': OP2, 'r': 'dup', 'rv': 4, 'v': {'phone': 4}},
        {'op': OP3, 'r': 'merged', 'rv': 10, 'row': without(row(rv=10), 's')},
        {'op': OP1, 'r': 'conflict', 'rv': 9, 'cid': CON, 'row': without(row(), 's')},
        {'op': OP2, 'r': 'rejected', 'code': 'forbidden', 'field': 'stage'},
        {'op': OP3, 'r': 'rejected', 'code': 'gone', 'row': {
            't': 'note', 'id': N1, 'rv': 3, 'del': 1}}),
    'pull-request-two-scopes': pull(),
    'pull-request-first': pull(cursors={}),
    'pull-request-in-parts': pull(parts=True),
    'pull-reply-in-parts': pulled(
        {'id': 'team:7', 'next': '0+', 'head': 88250, 'more': True, 'parts': True, 'count': 60000,
         'changes': []}),
    'snapshot-request-plain': load(),
    'snapshot-request-no-run': without(load(), 'run'),
    'snapshot-head-plain': part(),
    'quarantine-request-first': left(),
    'quarantine-request-settles': left(after='881', settled=['7', '881']),
    'quarantine-reply-nothing': kept(),
    'quarantine-reply-all-kinds': kept(
        lost(f={'body': 'Æble\n"2"', 'minutes': None}),
        lost(by=None, t='participant', k='set', add={'tags': 'ordblind'}, rem={'tags': 'nat'}),
        lost(t='future-kind', k='delete'), next='900', more=True),
    'pull-reply-all-states': pulled(
        scope(row(), {'t': 'note', 'id': N1, 's': 88202, 'gone': 'moved'},
              {'t': 'note', 'id': N1, 's': 88203, 'rv': 12, 'del': 1}),
        granted=['org:1', 'team:7'], revoked=['team:9'], reset=['team:3']),
    'pull-reply-unknown-kind-and-field': pulled(
        scope(row(t='profile', f={'from-the-future': 'kept'}, v={'from-the-future': 9}))),
    'pull-reply-more-to-come': pulled(
        without(without(scope(row(), more=True, next='88201'), 'count'), 'check')),
    'pull-reply-empty': pulled(scope()),
    'pull-reply-too-old': pulled(
        scope(), reset=['team:3', 'team:4'], why={'team:3': 'too_old', 'team:4': 'unknown'}),
    'pull-reply-erased': pulled(scope({'t': 'note', 'id': N1, 's': 88204, 'gone': 'erased'})),
    'heads-none': heads(),
    'heads-three': heads(**{'org:1': 0, 'team:7': 88250, 'user:42': 12}),
    'hello-plain': hello(),
    'enrol-request-plain': enrol(),
    'enrol-reply-plain': enrolled(),
    'enrol-reply-no-team': without(enrolled(), 'team'),
    'op-set': SET,
    'texts-with-null': {'a': None, 'b-2': 'x', 'c_3': 'Ø'},
    'texts-empty': {},
    'texts-with-all-escapes': {'a': 'æ😀/"\\\x7f', 'b': 'x\ny\tz', 'c': None, 'd': '\n'},
}

LOOSE = {
    'push-request-all-verbs': json.dumps(GOOD['push-request-all-verbs'], indent=3),
    'pull-reply-all-states': json.dumps(
        {'from_the_future': [{'x': [1.5e3, -0, None, True]}], **GOOD['pull-reply-all-states']},
        ensure_ascii=True, separators=(' , ', '\t:\r\n')),
    'op-set': json.dumps({**SET, 'added_later': {'any': 1}}),
    'texts-with-all-escapes': r' { "a" : "\u00e6\ud83d\ude00\/\"\\\u007f" , "\u0062":"x\ny\tz",'
                              r'"c":null,"d":"\u000a" } ',
}

ROW = row()
BAD = {
    # No message at all.
    ('pull-reply-nothing', 'not-json'): '',
    ('pull-reply-portal', 'not-json'): '<!DOCTYPE html><html><body>Log på</body></html>',
    ('pull-reply-half', 'not-json'): json.dumps(pulled(scope(ROW)))[:120],
    ('pull-reply-array', 'not-json'): '[1,2,3]',
    ('pull-reply-two-documents', 'not-json'): json.dumps(pulled()) + json.dumps(pulled()),
    ('pull-reply-comment', 'not-json'): '/* " */' + json.dumps(pulled()),
    ('pull-reply-single-quotes', 'not-json'): "{'end':true}",
    ('pull-reply-trailing-comma', 'not-json'): '{"end":true,}',
    ('pull-reply-missing-comma', 'not-json'): '{"a":1 "end":true}',
    ('pull-reply-bare-name', 'not-json'): '{end:true}',
    ('pull-reply-octal', 'not-json'): '{"now":0123,"end":true}',
    ('pull-reply-hexadecimal', 'not-json'): '{"now":0x10,"end":true}',
    ('pull-reply-plus', 'not-json'): '{"now":+1,"end":true}',
    ('pull-reply-bare-word', 'not-json'): '{"now":nul,"end":true}',
    ('pull-reply-nul-escape', 'not-json'): '{"epoch":"e\\u0000","end":true}',
    ('pull-reply-nul-byte', 'not-json'): b'{"epoch":"e\x00","end":true}',
    ('pull-reply-nul-at-the-end', 'not-json'): json.dumps(pulled()).encode() + b'\x00',
    ('pull-reply-not-utf8', 'not-json'): b'{"epoch":"\xe6","end":true}',
    ('pull-reply-overlong-utf8', 'not-json'): b'{"epoch":"\xc0\xaf","end":true}',
    ('pull-reply-half-surrogate', 'not-json'): '{"epoch":"\\ud83d","end":true}',
    ('pull-reply-lone-low-surrogate', 'not-json'): '{"epoch":"\\ude00","end":true}',
    ('pull-reply-unknown-escape', 'not-json'): '{"epoch":"\\x41","end":true}',
    ('pull-reply-raw-newline', 'not-json'): '{"epoch":"a\nb","end":true}',
    # Beyond the limits.
    ('pull-reply-33-deep', 'limit'): '{"a":' + '[' * 32 + ']' * 32 + ',"end":true}',
    ('pull-reply-deep-and-open', 'limit'): '{"a":' + '[' * 5000,
    ('pull-reply-20-digits', 'limit'): '{"now":18446744073709551616,"end":true}',
    # Not whole, or somebody else's JSON.
    ('pull-reply-no-end', 'cut'): without(pulled(), 'end'),
    ('pull-reply-end-false', 'cut'): {**pulled(), 'end': False},
    ('pull-reply-end-one', 'cut'): {**pulled(), 'end': 1},
    ('pull-reply-end-not-last', 'cut'): {'end': True, **without(pulled(), 'end')},
    ('pull-reply-empty-object', 'cut'): {},
    ('push-request-no-end', 'cut'): without(push(SET), 'end'),
    # Another version.
    ('push-request-proto-2', 'protocol'): {**push(SET), 'proto': 2},
    ('pull-request-proto-0', 'protocol'): pull(proto=0),
    ('enrol-request-proto-9', 'protocol'): enrol(proto=9),
    # JSON of another form.
    ('push-request-no-proto', 'form'): without(push(SET), 'proto'),
    ('push-request-no-ops', 'form'): without(push(SET), 'ops'),
    ('push-request-no-device', 'form'): without(push(SET), 'device'),
    ('push-request-device-no-id', 'form'): {**push(SET), 'device': 'laptop'},
    ('push-request-empty-epoch', 'form'): {**push(SET), 'epoch': ''},
    ('push-request-sent-at-text', 'form'): {**push(SET), 'sent_at': '1795420800000'},
    ('push-request-sent-at-negative', 'form'): {**push(SET), 'sent_at': -1},
    ('push-request-schema-fraction', 'form'): {**push(SET), 'schema': 1.5},
    ('push-request-ops-object', 'form'): {**push(SET), 'ops': {}},
    ('push-request-op-a-number', 'form'): push(1),
    ('push-request-op-id-upper', 'form'): push({**SET, 'op': OP2.upper()}),
    ('push-request-op-no-id', 'form'): push(without(SET, 'op')),
    ('push-request-op-row-no-id', 'form'): push({**SET, 'id': '../../etc'}),
    ('push-request-op-tx-no-id', 'form'): push({**SET, 'tx': 'x'}),
    ('push-request-op-kind-with-blank', 'form'): push({**SET, 't': 'drop table'}),
    ('push-request-op-kind-empty', 'form'): push({**SET, 't': ''}),
    ('push-request-op-verb', 'form'): push({**SET, 'k': 'change'}),
    ('push-request-op-verb-number', 'form'): push({**SET, 'k': 1}),
    ('push-request-op-hlc-short', 'form'): push({**SET, 'h': '19a6b2c31f40000'}),
    ('push-request-op-hlc-upper', 'form'): push({**SET, 'h': '019A6B2C31F40000'}),
    ('push-request-op-session-negative', 'form'): push({**SET, 'cs': -1}),
    ('push-request-op-session-huge', 'form'): push({**SET, 'cs': 2 ** 40}),
    ('push-request-op-field-number', 'form'): push({**SET, 'f': {'stage': 1}}),
    ('push-request-op-field-object', 'form'): push({**SET, 'f': {'stage': {}}}),
    ('push-request-op-field-empty', 'form'): push({**SET, 'f': {'stage': ''}}),
    ('push-request-op-field-name', 'form'): push({**SET, 'f': {'Stage;': 'x'}}),
    ('push-request-op-field-name-long', 'form'): push({**SET, 'f': {'a' * 65: 'x'}}),
    ('push-request-op-fields-list', 'form'): push({**SET, 'f': ['stage']}),
    ('push-request-op-fields-many', 'form'): push(
        {**SET, 'f': {'f' + str(n): None for n in range(1001)}}),
    ('push-request-op-base-text', 'form'): push({**SET, 'b': {'stage': '7'}}),
    ('push-request-op-base-negative', 'form'): push({**SET, 'b': {'stage': -7}}),
    ('push-request-op-base-fraction', 'form'): push({**SET, 'b': {'stage': 7.0}}),
    ('push-request-op-base-not-an-op', 'form'): push({**SET, 'b': {'stage': '@7'}}),
    ('push-request-op-add-null', 'form'): push({**TAGS, 'add': {'tags': None}}),
    ('push-reply-heads-from-nowhere', 'form'): answer(heads={'team:7': 88250}),
    ('push-reply-result-word', 'form'): answer({'op': OP1, 'r': 'fine'}),
    ('push-reply-result-none', 'form'): answer({'op': OP1}),
    ('push-reply-ok-without-version', 'form'): answer({'op': OP1, 'r': 'ok'}),
    ('push-reply-merged-without-row', 'form'): answer({'op': OP1, 'r': 'merged', 'rv': 9}),
    ('push-reply-rejected-without-code', 'form'): answer({'op': OP1, 'r': 'rejected'}),
    ('push-reply-row-a-text', 'form'): answer({'op': OP1, 'r': 'dup', 'row': 'x'}),
    ('push-reply-version-of-own-op', 'form'): answer(
        {'op': OP1, 'r': 'ok', 'rv': 9, 'v': {'stage': '@' + OP1}}),
    ('push-reply-now-null', 'form'): {**answer(), 'now': None},
    ('pull-request-no-cursors', 'form'): without(pull(), 'cursors'),
    ('pull-request-cursor-number', 'form'): pull(cursors={'team:7': 5}),
    ('pull-request-cursor-long', 'form'): pull(cursors={'team:7': 'x' * 129}),
    ('pull-request-limit-0', 'form'): pull(limit=0),
    ('pull-request-limit-2001', 'form'): pull(limit=2001),
    ('pull-reply-scopes-missing', 'form'): without(pulled(), 'scopes'),
    ('pull-reply-scope-no-cursor', 'form'): pulled(without(scope(ROW), 'next')),
    ('pull-reply-more-a-number', 'form'): pulled(scope(ROW, more=1)),
    ('pull-reply-no-count', 'form'): pulled(without(scope(ROW), 'count')),
    ('pull-reply-check-short', 'form'): pulled(scope(ROW, check='fedc')),
    ('pull-reply-granted-numbers', 'form'): pulled(granted=[7]),
    ('pull-reply-why-list', 'form'): pulled(why=['too_old']),
    ('pull-reply-reset-objects', 'form'): pulled(reset=[{'id': 'team:3'}]),
    ('pull-reply-epoch-number', 'form'): pulled(epoch=3),
    ('pull-request-parts-number', 'form'): pull(parts=1),
    ('pull-reply-parts-text', 'form'): pulled(scope(ROW, parts='yes')),
    ('snapshot-request-proto-9', 'protocol'): load(proto=9),
    ('snapshot-request-no-scope', 'form'): without(load(), 'scope'),
    ('snapshot-request-cursor-empty', 'form'): load(cursor=''),
    ('snapshot-request-device-no-id', 'form'): load(device='bo'),
    ('snapshot-head-no-sum', 'form'): without(part(), 'sum'),
    ('snapshot-head-sum-long', 'form'): part(sum='0' * 65),
    ('snapshot-head-next-number', 'form'): part(next=7168),
    ('snapshot-head-more-missing', 'form'): without(part(), 'more'),
    ('snapshot-head-no-end', 'cut'): without(part(), 'end'),
    ('quarantine-request-proto-9', 'protocol'): left(proto=9),
    ('quarantine-request-settled-missing', 'form'): without(left(), 'settled'),
    ('quarantine-request-settled-numbers', 'form'): left(settled=[7]),
    ('quarantine-request-settled-many', 'form'): left(settled=['7'] * 101),
    ('quarantine-reply-no-entries', 'form'): without(kept(), 'entries'),
    ('quarantine-reply-entry-no-row', 'form'): kept(without(lost(), 'id')),
    ('quarantine-reply-values-number', 'form'): kept(lost(f={'minutes': 45})),
    ('quarantine-reply-by-no-id', 'form'): kept(lost(by='anna')),
    ('quarantine-reply-half', 'cut'): without(kept(), 'end'),
    ('heads-negative', 'form'): heads(**{'team:7': -1}),
    ('heads-text', 'form'): heads(**{'team:7': '88250'}),
    ('heads-list', 'form'): {'epoch': 'e3', 'heads': [1], 'end': True},
    ('hello-proto-list', 'form'): hello(proto=[1, 1]),
    ('hello-schema-text', 'form'): hello(schema={'now': '14', 'min_push': 11, 'min_pull': 9}),
    ('enrol-request-no-password', 'form'): without(enrol(), 'password'),
    ('enrol-request-password-long', 'form'): enrol(password='x' * 1025),
    ('enrol-reply-no-token', 'form'): without(enrolled(), 'token'),
    ('enrol-reply-user-no-id', 'form'): enrolled(user='aase'),
    ('texts-number', 'form'): {'a': 1},
    ('texts-object', 'form'): {'a': {}},
    ('texts-list', 'form'): {'a': ['x']},
    ('texts-true', 'form'): {'a': True},
    ('texts-empty-text', 'form'): {'a': ''},
    ('texts-cut', 'not-json'): '{"a":"x',
    ('op-empty', 'form'): {},
}


def canonical(message):
    return json.dumps(message, ensure_ascii=False, separators=(',', ':'))


def write(path, content):
    if isinstance(content, dict):
        content = canonical(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def main(folder):
    for label, message in GOOD.items():
        write(folder / f'good-{label}.json', message)
    for label, text in LOOSE.items():
        write(folder / f'good-{label}.loose.json', text)
    for (label, why), content in BAD.items():
        write(folder / f'bad-{label}.{why}.json', content)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent))
