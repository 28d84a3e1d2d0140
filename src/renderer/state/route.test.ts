import { expect, test } from '@jest/globals';
import { back, currentRoute, goTo, navigate, replace } from './route.ts';

test('back returns to the page one came from, and stays at the first page of a place', () => {
  goTo('patients');
  navigate({ screen: 'patientFile', patientId: 'a' });
  navigate({ screen: 'newPatient' });
  back();
  expect(currentRoute()).toEqual({ screen: 'patientFile', patientId: 'a' });
  back();
  back();
  expect(currentRoute()).toEqual({ screen: 'patients' });
});

test('what replaces a page is left for the page before it', () => {
  goTo('today');
  navigate({ screen: 'newPatient' });
  replace({ screen: 'patientFile', patientId: 'b' });
  expect(currentRoute()).toEqual({ screen: 'patientFile', patientId: 'b' });
  back();
  expect(currentRoute()).toEqual({ screen: 'today' });
});

test('a place is entered anew: nothing of another place lies behind it', () => {
  goTo('patients');
  navigate({ screen: 'bin' });
  goTo('settings');
  back();
  expect(currentRoute()).toEqual({ screen: 'settings' });
});
