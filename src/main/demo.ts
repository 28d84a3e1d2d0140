import type { Application } from './app.ts';
import { contract } from '../shared/contract/index.ts';

/** Opens the demonstration vault (made on its first use) and prints its passphrase: all in it is invented. */
export async function discoverDemo(application: Application): Promise<void> {
  const result = await application.invoke('vault.discover', {});
  if (!result.ok) throw new Error(`The demonstration vault does not open: ${result.error.code}`);
  const { passphrase } = contract['vault.discover'].output.parse(result.value);
  process.stdout.write(`Phrase de passe du coffre de démonstration : ${passphrase}\n`);
}
