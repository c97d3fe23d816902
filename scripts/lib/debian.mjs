import { existsSync } from 'node:fs';
import { find, run } from './run.mjs';
import { Refusal, say, took } from './say.mjs';

let updated = false;

/**
 * Installs Debian packages, as root or through a sudo that asks nothing.
 *
 * @param {string[]} packages
 * @param {string} why what Qasja needs them for, for the person who has to install them by hand
 * @param {string[]} services what the packages start by themselves: stopped again, Qasja runs its own
 */
export async function installPackages(packages, why, services = []) {
  const byHand = `${why}: run  sudo apt-get install ${packages.join(' ')}  and start again`;
  if (!find('apt-get')) throw new Refusal(`${why}: install ${packages.join(' ')} and start again`);
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && (!find('sudo') || (await run('sudo', ['-n', 'true'])).code !== 0)) throw new Refusal(byHand);

  const apt = (...args) => {
    const [program, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(program, rest);
  };
  say(`Installing ${packages.join(', ')} from Debian …`);
  const began = performance.now();
  if (!updated) await apt('update', '-q');
  updated = true;
  const { code, output } = await apt('install', '-y', '-q', '--no-install-recommends', ...packages);
  if (code !== 0) throw new Refusal(`${byHand}\n${output.trim().split('\n').slice(-8).join('\n')}`);
  for (const service of services) await stop(service, asRoot);
  say(`  done in ${took(began)}`);
}

/** A package starts its server at once; Qasja runs one of its own, on its own data, and leaves no other behind. */
async function stop(service, asRoot) {
  const command = existsSync('/run/systemd/system')
    ? ['systemctl', 'disable', '--now', service]
    : ['service', service, 'stop'];
  const [program, ...args] = [...asRoot, ...command];
  await run(program, args);
}
