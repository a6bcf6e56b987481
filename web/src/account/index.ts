import type { ComponentType } from 'preact';
import { Account } from './account';
import { MyData } from './my_data';
import { MyReports } from './my_reports';
import { Recover } from './recover';
import { Register } from './register';
import { SignIn } from './sign_in';

/** The pages of this area by the names of app/pages.ts. */
export const pages: Record<string, ComponentType> = { sign_in: SignIn, register: Register, recover: Recover, account: Account, reports: MyReports, data: MyData };
