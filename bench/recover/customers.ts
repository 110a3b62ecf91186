const usd = (amount: number) => ({ amount, currency: 'USD' });

export const aDebt = (transactionId: string) => ({
  product: 'Store card',
  initialPrincipal: usd(50_000),
  initialInterest: usd(2_500),
  initialFees: usd(1_000),
  transactionId,
  transactionTimestamp: 1_672_574_400_000,
  defaultTimestamp: 1_704_110_400_000,
  clientFields: [{ key: 'PORTFOLIO', value: 'P7' }],
});

export const firstNames = ['Dana', 'Lee', 'Ana', 'Omar', 'Ruth', 'Ivan', 'Mei', 'Paul'];

/** The nth customer as a creditor places them, with one debt. Their last name, email and phone are theirs alone. */
export const aCustomer = (n: number) => ({
  name: { firstName: firstNames[n % firstNames.length], lastName: `Okafor${n}` },
  dateOfBirth: { day: 1 + (n % 28), month: 1 + (n % 12), year: 1950 + (n % 50) },
  addresses: [
    { streetLine1: `${n} Elm St`, city: 'Austin', state: 'TX', zipcode: '78701', countryCode: 'US', types: ['HOME'] },
  ],
  phones: [
    { phoneNumber: `512-${String(100 + (Math.floor(n / 10_000) % 900))}-${String(n % 10_000).padStart(4, '0')}` },
  ],
  emails: [{ email: `customer.${n}@example.com`, types: ['HOME'] }],
  reference: `CUST-${n}`,
  debts: [aDebt(`INV-${n}`)],
});
