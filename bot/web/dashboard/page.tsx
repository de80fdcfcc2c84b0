/** The entry of `/dashboard`. */
import { mountStaffPage } from '../staff/app';
import { DashboardPage } from './dashboard-page';

mountStaffPage({ page: 'dashboard', content: <DashboardPage /> });
