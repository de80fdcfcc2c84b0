/** The entry of `/studio`. */
import { mountStaffPage } from '../staff/app';
import { StudioPage } from './studio-page';

mountStaffPage({ page: 'studio', content: <StudioPage /> });
