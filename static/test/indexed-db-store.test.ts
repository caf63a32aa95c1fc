import 'fake-indexeddb/auto';
import { IndexedDbStore } from '../src/app/documents/indexed-db-store.js';
import { documentStoreContract } from './document-store-contract.js';

documentStoreContract((writer) => IndexedDbStore.open(writer));
