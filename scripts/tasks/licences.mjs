// Every package that is shipped must come under one of these licences.
import { init } from 'license-checker-rseidelsohn';
import { PROJECT } from '../setup/project.mjs';

const ALLOWED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'CC0-1.0',
  'Unlicense',
];

init({ start: PROJECT, production: true, excludePrivatePackages: true }, (error, packages) => {
  if (error) throw error;
  const refused = Object.entries(packages).filter(([, { licenses }]) => ![licenses].flat().every(isAllowed));
  for (const [name, { licenses }] of refused) console.error(`${name}: ${licenses} is not on the list`);
  process.exitCode = refused.length > 0 ? 1 : 0;
});

/** "(MIT OR GPL-3.0)" is fine since we may choose, "(MIT AND GPL-3.0)" is not. */
function isAllowed(licence) {
  const choices = licence.replaceAll(/[()*]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((name) => ALLOWED.includes(name.trim())));
}
