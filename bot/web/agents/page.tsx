/** The entry of `/agents`. */
import { mountStaffPage } from '../staff/app';
import { AgentsPage } from './agents-page';
import { forgetDesk } from './use-desk';

mountStaffPage({ page: 'agents', content: <AgentsPage />, onLeave: forgetDesk });
