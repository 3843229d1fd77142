import type { ScreenProps } from '../navigation/screen-props.ts';
import { ListScreen } from './list-screen.tsx';

export const ContactsScreen = (props: ScreenProps) => (
  <ListScreen key="contact" {...props} record_type="contact" />
);
export const CompaniesScreen = (props: ScreenProps) => (
  <ListScreen key="company" {...props} record_type="company" />
);
export const DealsScreen = (props: ScreenProps) => <ListScreen key="deal" {...props} record_type="deal" />;
