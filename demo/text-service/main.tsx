import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeCredential } from '../page/credential.js';
import { pageLocale } from '../page/locale.js';
import '../../src/index.js';
import type {} from '../../src/react.js';
import { ContactsPage } from './contacts-page.js';
import { loginHOC } from './login-hoc.js';
import { WORDS } from './words.js';

const credential = takeCredential();
const words = WORDS[pageLocale()];
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

const App = loginHOC(ContactsPage, credential);
createRoot(root).render(
  <StrictMode>
    <App words={words} />
  </StrictMode>,
);
