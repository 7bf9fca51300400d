// SPDX-License-Identifier: GPL-3.0-or-later

// The rows that bench-sync pushes and loads, by PouchDB: a client and a server of its own, LevelDB
// under both, on loopback. Server and clients are processes of their own. Prints one JSON object of
// the same figures as bench-sync; bytes are those of the sockets, up and down together.
//
// usage: node pouchdb.mjs ROWS    (beside its package.json, after npm install)

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const EDITS = 15;
const FIRST = 'row-0';

// As write_rows () of bench-sync.c; only the first has an id that can be found again.
function makeDocs (count) {
  return Array.from({ length: count }, (_, i) => ({
    _id: i === 0 ? FIRST : randomBytes(16).toString('hex'),
    kind: 'employer',
    name: `Virksomhed nr. ${i} i Rebild`,
    phone: '98' + String(i).padStart(6, '0'),
    branch: 'retail',
    town: 'Støvring',
    culture: 'Venlige folk, rolig pause, tidligt oppe.',
  }));
}

// The bytes of all connections to the server, of those that ended too.
function countBytes (server) {
  const open = new Set();
  let closed = 0;

  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => {
      closed += socket.bytesRead + socket.bytesWritten;
      open.delete(socket);
    });
  });
  return () => [...open].reduce((sum, s) => sum + s.bytesRead + s.bytesWritten, closed);
}

function serve (folder) {
  const PouchDB = require('pouchdb').defaults({ prefix: folder + '/' });
  const app = require('express')();

  app.use('/', require('express-pouchdb')(PouchDB, {
    mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'log.txt'),
  }));
  const server = app.listen(0, '127.0.0.1');
  const bytes = countBytes(server);

  return {
    port: () => new Promise((yes) => (server.listening ? yes(server.address().port)
      : server.once('listening', () => yes(server.address().port)))),
    bytes,
  };
}

function keep (folder, url) {
  const PouchDB = require('pouchdb');
  const local = new PouchDB(join(folder, 'client'));
  const remote = new PouchDB(url);

  return {
    fill: async (count) => { await local.bulkDocs(makeDocs(count)); },
    push: async () => (await local.replicate.to(remote)).docs_written,
    pull: async () => (await local.replicate.from(remote)).docs_written,
    edit: async (phone) => { await local.put({ ...await local.get(FIRST), phone }); },
    read: async () => (await local.get(FIRST)).phone,
  };
}

// A child: does what it is told, one thing after the other.
function obey (calls) {
  process.on('message', async ({ id, name, argument }) => {
    try {
      process.send({ id, value: await calls[name](argument) });
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
}

function start (...words) {
  const child = fork(fileURLToPath(import.meta.url), words);
  const waiting = new Map();
  let last = 0;

  child.on('message', ({ id, value, error }) => {
    const { yes, no } = waiting.get(id);

    waiting.delete(id);
    if (error) no(new Error(error)); else yes(value);
  });
  child.on('exit', () => waiting.forEach(({ no }) => no(new Error(`${words[0]} ended`))));
  return {
    ask: (name, argument) => new Promise((yes, no) => {
      waiting.set(++last, { yes, no });
      child.send({ id: last, name, argument });
    }),
    end: () => new Promise((yes) => { child.once('exit', yes); child.disconnect(); }),
  };
}

async function time (work) {
  const begun = process.hrtime.bigint();

  await work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

function median (numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

async function measureEdits (server, one, other) {
  const times = [];
  const bytes = [];

  for (let i = 0; i < EDITS; i++) {
    const before = await server.ask('bytes');
    const phone = String(22000000 + i);

    await one.ask('edit', phone);
    times.push(await time(async () => {
      await one.ask('push');
      await other.ask('pull');
    }));
    if (await other.ask('read') !== phone) throw new Error('the edit did not arrive');
    bytes.push(await server.ask('bytes') - before);
  }
  return { edit_there_ms: 1000 * median(times), edit_bytes: median(bytes) };
}

async function measure (rows, folders) {
  const server = start('server', folders[0]);
  const url = `http://127.0.0.1:${await server.ask('port')}/rows`;
  const one = start('client', folders[1], url);
  const other = start('client', folders[2], url);

  await one.ask('fill', rows);
  const push = await time(() => one.ask('push'));
  const pushed = await server.ask('bytes');
  let loaded = 0;
  const load = await time(async () => { loaded = await other.ask('pull'); });

  if (loaded !== rows) throw new Error(`${loaded} rows arrived`);
  const found = {
    rows, push_s: push, push_bytes: pushed, load_s: load,
    load_bytes: await server.ask('bytes') - pushed, ...await measureEdits(server, one, other),
  };

  await Promise.all([one.end(), other.end()]);
  await server.end();
  return found;
}

async function main (rows) {
  const folders = [0, 1, 2].map(() => mkdtempSync(join(tmpdir(), 'beside-pouchdb-')));

  try {
    console.log(JSON.stringify(await measure(rows, folders)));
  } finally {
    folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  }
}

const [role, ...words] = process.argv.slice(2);

if (role === 'server') obey(serve(...words));
else if (role === 'client') obey(keep(...words));
else await main(Number(role));
