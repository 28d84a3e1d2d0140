import './theme/mantine.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { listenToFaults } from './faults.ts';
import { listenToActivity } from './state/activity.ts';
import { startSession } from './state/session.ts';
import { styleNonce } from './theme/styleNonce.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// react-remove-scroll (under Mantine's Modal) makes a style element of its own.
setNonce(styleNonce());
listenToFaults();
listenToActivity();
// The answer comes while the frame of it all is being made.
void startSession();
createRoot(root).render(<App />);
