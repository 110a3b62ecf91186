import { createPublicKey, hash, verify } from 'node:crypto';

const sha256 = (text) => hash('sha256', text);

/** More than this many missing positions are not told apart. */
const missingMax = 100_000;

/** Where a hash at that place in a batch of that size leads by its path; undefined when the path does not fit. */
const rootBy = (start, path, place, size) => {
  const left = [...path];
  let [node, index, width] = [start, place, size];
  for (; width > 1; index = Math.floor(index / 2), width = Math.ceil(width / 2)) {
    if (index === width - 1 && index % 2 === 0) continue;
    const neighbour = left.shift();
    node = index % 2 === 0 ? sha256(node + neighbour) : sha256(neighbour + node);
  }
  return left.length === 0 ? node : undefined;
};

const positions = (from, to) =>
  from === to ? `the entry at position ${from}` : `the entries at positions ${from} to ${to}`;

const [entryIs, previousIs, hashIs, pathIs, recordIs] = [
  '{"entry":', ',"previous":"', '","hash":"', '","path":', ',"record":',
]; // prettier-ignore
const hashLength = 64;

/**
 * The parts of a line that is written as entries are, to the letter; undefined of any other one. Only what must be read
 * is parsed: hashes stand at their places.
 */
function entryLine(text) {
  if (!text.startsWith(entryIs) || !text.endsWith('}')) return undefined;
  const bodyEnd = text.indexOf(previousIs);
  const previousAt = bodyEnd + previousIs.length;
  const hashAt = previousAt + hashLength + hashIs.length;
  const recordAt = text.indexOf(recordIs, hashAt + hashLength);
  if (bodyEnd < 0 || recordAt < 0 || !text.startsWith(hashIs, previousAt + hashLength)) return undefined;
  const way = text.slice(hashAt + hashLength, recordAt);
  const path = way === '"' ? undefined : JSON.parse(way.slice(pathIs.length));
  const told = text.slice(recordAt + recordIs.length, -1);
  const record = JSON.parse(told);
  if (way !== (path === undefined ? '"' : pathIs + JSON.stringify(path)) || JSON.stringify(record) !== told)
    return undefined;
  const body = text.slice(entryIs.length, bodyEnd);
  const previous = text.slice(previousAt, previousAt + hashLength);
  const hashed = text.slice(hashAt, hashAt + hashLength);
  return { entry: JSON.parse(body), previous, hash: hashed, path, record, isSound: sha256(previous + body) === hashed };
}

/** Takes the lines of a file one after the other and keeps what is wrong with them. */
export class Verification {
  faults = [];
  faultCount = 0;
  entries = 0;
  checkpoints = 0;
  withoutRecord = 0;
  keyIds = new Set();
  /** Keys were named and none of them signed: whatever the file says, nothing is known of it. */
  isByOtherKeys = false;
  /** Where it begins, where it ends, and whether the chain went on when it was written. */
  range = null;
  #line = 0;
  /** What is known of the file under way, and where the one before it ended. */
  #file = null;
  #ended = null;
  #trusted;
  /** What is soundly signed, by keys that were named and by others. */
  #byNamed = 0;
  #byOthers = [];
  #kept;
  #last = 'the beginning';

  /** `keys`: fingerprints that may have signed; none means any that the file names. `kept`: checkpoints from elsewhere. */
  constructor({ keys = [], kept = [] } = {}) {
    this.#trusted = new Set(keys);
    this.#kept = new Map(kept.map((statement) => [statement.position, statement]));
  }

  take(text, digestAbove) {
    this.#line += 1;
    let entry;
    let parsed;
    try {
      entry = entryLine(text);
    } catch {
      // Read as any other line, it is told what is wrong with it.
    }
    try {
      parsed = entry ?? JSON.parse(text);
      if (parsed === null || typeof parsed !== 'object') throw new Error('no object');
    } catch {
      return this.#fault('cannot be read: it was altered, or does not belong here');
    }
    try {
      if ('header' in parsed) return this.#header(parsed, text);
      if (!this.#file)
        return this.#fault(
          this.#ended
            ? 'stands behind the signed end: it was inserted'
            : 'stands where the header must stand: the beginning was removed',
        );
      if ('entry' in parsed) return this.#entry(entry ?? { ...parsed, isSound: false });
      if ('checkpoint' in parsed) return this.#checkpoint(parsed, text);
      if ('end' in parsed) return this.#end(parsed, text, digestAbove());
    } catch {
      return this.#fault('is not in the form of evidence: it was altered'); // a wrong type somewhere in it
    }
    return this.#fault('is no evidence: it was inserted');
  }

  finish() {
    if (this.#file) this.#fault(`the file is cut off after ${this.#last}: its signed end is missing`, true);
    else if (this.#line === 0) this.#fault('the file is empty', true);
    for (const { position } of this.#kept.values())
      if (this.#ended && position > this.#ended.position)
        this.#fault(
          `the file ends at position ${this.#ended.position}, but a checkpoint kept elsewhere stands at ${position}: its end was removed`,
          true,
        );
    if (this.#byNamed > 0)
      for (const name of this.#byOthers) this.#fault(`${name} was signed by a key that is not trusted`, true);
    else this.isByOtherKeys = this.#byOthers.length > 0;
  }

  #fault(what, isOfFile = false) {
    this.faultCount += 1;
    if (this.faults.length < 50) this.faults.push(isOfFile ? what : `line ${this.#line}: ${what}`);
  }

  #header(parsed, text) {
    const { header } = parsed;
    if (this.#file) this.#fault(`a file begins before the one before it ended: it was cut off after ${this.#last}`);
    if (JSON.stringify({ header }) !== text) this.#fault('the header was altered');
    const keys = new Map();
    for (const { keyId, publicKey } of header.keys) {
      const der = Buffer.from(publicKey, 'base64');
      if (hash('sha256', der) !== keyId) this.#fault(`the public key ${keyId} was altered`);
      else keys.set(keyId, createPublicKey({ key: der, format: 'der', type: 'spki' }));
    }
    const before = this.#ended;
    if (
      before &&
      (header.customerId !== null ||
        before.creditorId !== header.creditorId ||
        before.position !== header.after ||
        before.hash !== header.afterHash)
    )
      this.#fault('this file does not go on where the one before it ended');
    this.#file = {
      header, keys,
      expected: header.after + 1, hash: header.afterHash, isHashSure: true, isProven: true, lastEntry: 'the beginning',
      batchFrom: header.after + 1, batch: new Map(), missing: new Set(), positions: [], faultsBefore: this.faultCount,
    }; // prettier-ignore
  }

  /** `isSound` is said of lines only that are written as entries are. */
  #entry({ entry, previous, hash: told, path, record, isSound }) {
    const file = this.#file;
    const { position } = entry;
    const name = `entry ${entry._id} (${entry.kind}, position ${position})`;
    this.entries += 1;
    this.#last = name;
    if (!isSound) this.#fault(`${name} was altered`);
    else if (typeof record === 'string' && sha256(record) !== entry.dataHash)
      this.#fault(`the record of ${name} was altered`);
    if (record === null) this.withoutRecord += 1;
    if (entry.creditorId !== file.header.creditorId) this.#fault(`${name} is of another creditor: it was inserted`);
    if (file.header.customerId === null) this.#inChain(name, position, previous, told, isSound);
    else this.#ofCustomer(name, entry, told, path);
  }

  #inChain(name, position, previous, told, isSound) {
    const file = this.#file;
    if (isSound && position < file.expected) {
      this.#fault(
        file.missing.delete(position)
          ? `${name} was moved: it stands behind later ones`
          : `${name} was inserted: its position was taken already`,
      );
      return;
    }
    if (isSound && position > file.expected) {
      this.#fault(`${positions(file.expected, position - 1)} must stand before ${name}: removed, or moved`);
      for (let each = file.expected; each < position && file.missing.size < missingMax; each++) file.missing.add(each);
    } else if (isSound && file.isHashSure && previous !== file.hash)
      this.#fault(`${name} does not follow from ${file.lastEntry}: one of the two was replaced`);
    else if (!isSound && position !== file.expected) {
      file.isHashSure = false;
      return;
    }
    file.expected = position + 1;
    file.hash = told;
    file.isHashSure = true;
    file.lastEntry = name;
    file.isProven = false;
  }

  #ofCustomer(name, entry, told, path) {
    const file = this.#file;
    if (entry.customerId !== file.header.customerId) this.#fault(`${name} is of another customer: it was inserted`);
    if (file.positions.length > 0 && entry.position <= file.positions.at(-1))
      this.#fault(`${name} was moved or inserted: it stands behind a later one`);
    file.positions.push(entry.position);
    file.isProven = false;
    file.batch.set(entry.position, { name, told, path });
  }

  #isSigned(name, statement, signature) {
    const { keyId } = statement;
    const key = this.#file.keys.get(keyId);
    this.keyIds.add(keyId);
    if (!key || !verify(null, Buffer.from(JSON.stringify(statement)), key, Buffer.from(signature, 'base64')))
      return false;
    if (this.#trusted.has(keyId)) this.#byNamed += 1;
    else if (this.#trusted.size > 0) this.#byOthers.push(name);
    return true;
  }

  #checkpoint(parsed, text) {
    const file = this.#file;
    const { checkpoint, signature } = parsed;
    const { position, root } = checkpoint;
    const name = `the checkpoint at position ${position}`;
    this.checkpoints += 1;
    this.#last = name;
    const isWhole = JSON.stringify({ checkpoint, signature }) === text && checkpoint.type === 'checkpoint';
    if (!isWhole || !this.#isSigned(name, checkpoint, signature)) return this.#fault(`${name} was altered`);
    if (checkpoint.creditorId !== file.header.creditorId)
      return this.#fault(`${name} is of another creditor: it was inserted`);
    const kept = this.#kept.get(position);
    if (kept && (kept.hash !== checkpoint.hash || kept.root !== root))
      this.#fault(`${name} is not the one kept elsewhere: the chain was rewritten`);
    if (file.header.customerId === null) this.#closesBatch(name, checkpoint);
    else this.#provesPaths(name, checkpoint);
    file.batch.clear();
    file.isProven = true;
    file.batchFrom = position + 1;
  }

  #closesBatch(name, { from, position, hash: told }) {
    const file = this.#file;
    if (position < file.batchFrom) return this.#fault(`${name} was moved or inserted: a later one stands before it`);
    if (from > file.batchFrom) this.#fault(`a checkpoint before ${name} was removed`);
    if (file.expected <= position)
      this.#fault(`${positions(file.expected, position)} must stand before ${name}: removed, or moved`);
    if (file.expected > position + 1)
      this.#fault(`${positions(position + 1, file.expected - 1)} must stand behind ${name}: inserted, or moved`);
    if (file.hash !== told && file.expected === position + 1)
      this.#fault(
        `${positions(from, position)} are not what ${name} signed: one or more were rewritten together with their hashes`,
      );
    for (let each = file.expected; each <= position && file.missing.size < missingMax; each++) file.missing.add(each);
    file.expected = Math.max(file.expected, position + 1);
    file.hash = told;
    file.isHashSure = true;
  }

  #provesPaths(name, { from, position, root }) {
    const file = this.#file;
    if (from < file.batchFrom) this.#fault(`${name} was moved or inserted: a later one stands before it`);
    if (file.batch.size === 0) this.#fault(`${name} belongs to no entry: entries were removed, or it was inserted`);
    for (const [place, entry] of file.batch)
      if (place < from || place > position)
        this.#fault(`${entry.name} is not of the batch of ${name}: its own checkpoint was removed, or it was moved`);
      else if (rootBy(entry.told, entry.path, place - from, position - from + 1) !== root)
        this.#fault(`${entry.name} is not what ${name} signed: it was rewritten together with its hash`);
  }

  #end(parsed, text, digest) {
    const file = this.#file;
    const { end, signature } = parsed;
    const { header } = file;
    const isWhole = JSON.stringify({ end, signature }) === text && end.type === 'end';
    if (!isWhole || !this.#isSigned('the signed end', end, signature)) this.#fault('the signed end was altered');
    if (end.creditorId !== header.creditorId || end.customerId !== header.customerId)
      this.#fault('the signed end is that of another file');
    if (header.customerId === null && file.expected - 1 !== end.position)
      this.#fault(
        file.expected <= end.position
          ? `${positions(file.expected, end.position)} must stand before the end: removed`
          : `${positions(end.position + 1, file.expected - 1)} were inserted before the end`,
      );
    if (!file.isProven) this.#fault(`no checkpoint proves what stands last, up to ${this.#last}: it was removed`);
    const seen = new Set(file.positions);
    for (const each of end.positions ?? []) if (!seen.delete(each)) this.#fault(`${positions(each, each)} was removed`);
    if (end.positions) for (const each of seen) this.#fault(`${positions(each, each)} was inserted`);
    if (end.digest !== digest && this.faultCount === file.faultsBefore)
      this.#fault(
        `something above was altered that no entry accounts for: the header, or ${this.withoutRecord} records that are not there`,
      );
    this.#ended = end;
    this.range = { after: this.range?.after ?? header.after, position: end.position, next: end.next };
    this.#file = null;
    this.#last = 'the signed end';
  }
}
