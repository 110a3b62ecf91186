import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import mongoose from 'mongoose';
import { eventually } from '@fairdue/testing';
import { freePorts } from '../../tools/platform/free-ports.ts';
import { certificate } from './certificates.ts';

/** The programs that the engines beside this clone are made of; undefined where there are none. */
function programs(): { mongod: string; kafka: string } | undefined {
  const control = process.env['ENGINES_CONTROL'];
  if (control === undefined) return undefined;
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fairdue-engines');
  const found = { mongod: join(cache, 'mongod-6.0.5'), kafka: join(dirname(control), 'kafka') };
  return existsSync(found.mongod) && existsSync(found.kafka) ? found : undefined;
}

export const canSecureEngines = (): boolean => programs() !== undefined;

/** Special characters, as generated passwords have them. */
export const password = 'p@ss/w:rd%?#&+=';

/** A MongoDB that asks for TLS and a password, and a Kafka that asks for TLS and SCRAM, or on a second port for a certificate. */
export class SecuredEngines {
  readonly folder = mkdtempSync(join(tmpdir(), 'fairdue-secured-'));
  readonly #children: ChildProcess[] = [];
  mongoUrl = '';
  brokers = '';
  brokersByCertificate = '';

  file(name: string, text?: string): string {
    const path = join(this.folder, name);
    if (text !== undefined) writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  async start(): Promise<void> {
    const ca = certificate('ca');
    const server = certificate('server', { by: ca, hosts: ['127.0.0.1', 'localhost'] });
    const client = certificate('client', { by: ca, hosts: ['client'] });
    this.file('ca.pem', ca.certificate);
    this.file('other-ca.pem', certificate('other').certificate);
    this.file('server.pem', server.key + server.certificate);
    this.file('client.pem', client.certificate);
    this.file('client.key', client.key);
    const [mongoPort = 0, ...kafkaPorts] = await freePorts(5);
    await Promise.all([this.#startMongo(mongoPort), this.#startKafka(kafkaPorts)]);
  }

  async #startMongo(port: number): Promise<void> {
    const data = join(this.folder, 'mongo');
    mkdirSync(data);
    this.#spawn('mongo', programs()?.mongod ?? '', [
      '--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0', '--wiredTigerCacheSizeGB', '0.25',
      '--tlsMode', 'requireTLS', '--tlsCertificateKeyFile', this.file('server.pem'), '--tlsCAFile', this.file('ca.pem'),
      '--tlsAllowConnectionsWithoutCertificates', '--auth', '--keyFile', this.file('members.key', 'a'.repeat(64)),
      '--setParameter', 'diagnosticDataCollectionEnabled=false', '--quiet',
    ]); // prettier-ignore
    await this.#listening('mongo', port);
    const connection = await mongoose
      .createConnection(`mongodb://127.0.0.1:${port}/?directConnection=true`, { tls: true, tlsCAFile: this.file('ca.pem') })
      .asPromise(); // prettier-ignore
    const client = connection.getClient();
    const admin = client.db('admin');
    await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
    await eventually(async () => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true, 30_000);
    await admin.command({ createUser: 'fairdue', pwd: password, roles: ['readWriteAnyDatabase'] });
    await connection.close();
    this.mongoUrl = `mongodb://127.0.0.1:${port}/?replicaSet=rs0`;
  }

  async #startKafka([byPassword = 0, byCertificate = 0, inside = 0, controller = 0]: number[]): Promise<void> {
    const listeners = { SECURED: byPassword, CERTIFIED: byCertificate, INSIDE: inside, CONTROLLER: controller };
    const listening = Object.entries(listeners).map(([name, port]) => `${name}://127.0.0.1:${port}`);
    const settings = {
      'process.roles': 'broker,controller', 'node.id': 1, 'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      'controller.listener.names': 'CONTROLLER', 'inter.broker.listener.name': 'INSIDE', listeners: listening.join(','),
      'advertised.listeners': listening.slice(0, 3).join(','),
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,INSIDE:PLAINTEXT,SECURED:SASL_SSL,CERTIFIED:SSL',
      'log.dirs': join(this.folder, 'kafka'), 'offsets.topic.replication.factor': 1, 'offsets.topic.num.partitions': 4,
      'transaction.state.log.replication.factor': 1, 'transaction.state.log.min.isr': 1, 'transaction.state.log.num.partitions': 4,
      'group.initial.rebalance.delay.ms': 0, 'auto.create.topics.enable': false, 'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
      'listener.name.secured.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'listener.name.certified.ssl.client.auth': 'required',
      'ssl.keystore.type': 'PEM', 'ssl.keystore.location': this.file('server.pem'),
      'ssl.truststore.type': 'PEM', 'ssl.truststore.location': this.file('ca.pem'),
    }; // prettier-ignore
    const config = this.file('kafka.properties', Object.entries(settings).map((line) => line.join('=')).join('\n')); // prettier-ignore
    const { kafka = '' } = programs() ?? {};
    const java = [`-Dlog4j2.configurationFile=${join(kafka, 'log4j2.xml')}`, '-cp', `${kafka}/*`];
    const user = `SCRAM-SHA-512=[name=fairdue,password="${password}"]`;
    const format = ['format', '-t', 'MkU3OEVBNTcwNTJENDM2Qg', '-c', config, '--add-scram', user];
    const formatted = spawnSync('java', [...java, 'kafka.tools.StorageTool', ...format], { encoding: 'utf8' });
    if (formatted.status !== 0) throw new Error(formatted.stderr);
    const small = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
    this.#spawn('kafka', 'java', [...small, ...java, 'kafka.Kafka', config]);
    await this.#listening('kafka', byPassword);
    this.brokers = `127.0.0.1:${byPassword}`;
    this.brokersByCertificate = `127.0.0.1:${byCertificate}`;
  }

  #spawn(name: string, program: string, args: string[]): void {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    this.#children.push(spawn(program, args, { stdio: ['ignore', log, log] }));
  }

  async #listening(name: string, port: number): Promise<void> {
    const isOpen = (): Promise<boolean> =>
      new Promise((answer) => {
        const socket = dial(port, '127.0.0.1', () => answer(true)).once('error', () => answer(false));
        socket.once('connect', () => socket.destroy());
      });
    await eventually(isOpen, 60_000).catch(() => {
      throw new Error(
        `${name} did not start:\n${readFileSync(join(this.folder, `${name}.log`), 'utf8').slice(-2_000)}`,
      );
    });
  }

  async stop(): Promise<void> {
    for (const child of this.#children)
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
