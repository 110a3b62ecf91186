const usd = (amount: number): { amount: number; currency: 'USD' } => ({ amount, currency: 'USD' });

const batchCount = 10;
/** In a hundred: three that are wrong, each in a way of its own, and five that repeat what an earlier one placed. */
const wrongAt = [10, 40, 70];
const repeatsAt = (n: number): boolean => n % 20 === 5;
const distanceOfRepeat = 3;

const isWrong = (n: number): boolean => wrongAt.includes(n % 100);
const hasTwoDebts = (n: number): boolean => n % 10 === 0;

const aDebt = (n: number, part: string) => ({
  transactionId: `intake/${n}${part}`,
  product: 'Store card',
  initialPrincipal: usd(10_000 + n),
  initialInterest: usd(n % 700),
  initialFees: usd(n % 90),
  initialPaymentsAndCredits: usd(n % 1_000),
  isInitialPrincipalBeforePaymentsAndCredits: n % 2 === 0,
});

const aCustomer = (n: number) => ({
  reference: `intake-${n}`,
  name: { firstName: 'Robin', lastName: `Customer${n}` },
  addresses: [
    { streetLine1: `${n} Elm St`, city: 'Raleigh', state: 'NC', zipcode: '27601', countryCode: 'US', types: ['HOME'] },
  ],
  phones: [{ phoneNumber: `919-555-${String(n % 10_000).padStart(4, '0')}`, types: ['CELL'] }],
  emails: [{ email: `robin${n}@example.com` }],
  debts: [aDebt(n, 'a'), ...(hasTwoDebts(n) ? [aDebt(n, 'b')] : [])],
});

function wrong(n: number): object {
  const { emails: _, ...withoutEmail } = aCustomer(n);
  const [debt] = aCustomer(n).debts;
  if (n % 100 === 10) return withoutEmail;
  if (n % 100 === 40) return { ...aCustomer(n), debts: [debt, { ...debt, initialPrincipal: usd(-1) }] };
  return { ...aCustomer(n), addresses: [{ ...aCustomer(n).addresses[0], zipcode: 'nowhere' }] };
}

function item(n: number): object {
  if (isWrong(n)) return wrong(n);
  if (!repeatsAt(n)) return aCustomer(n);
  const earlier = aCustomer(n - distanceOfRepeat);
  return n % 40 === 5 ? earlier : { ...aCustomer(n), debts: earlier.debts };
}

/** Batches of `size` customers, and what must be there once all of them were placed, however often they were sent. */
export function intake(size: number) {
  const numbers = Array.from({ length: batchCount * size }, (_, n) => n);
  const placed = numbers.filter((n) => !isWrong(n) && !repeatsAt(n));
  const debts = placed.flatMap((n) => aCustomer(n).debts);
  const owedCents = debts.reduce((sum, debt) => {
    const creditsCents = debt.isInitialPrincipalBeforePaymentsAndCredits ? debt.initialPaymentsAndCredits.amount : 0;
    return sum + debt.initialPrincipal.amount - creditsCents + debt.initialInterest.amount + debt.initialFees.amount;
  }, 0);
  return {
    batches: Array.from({ length: batchCount }, (_, i) => ({
      customers: numbers.slice(i * size, (i + 1) * size).map(item),
    })),
    perBatch: { placed: size * 0.92, wrong: size * 0.03, repeats: size * 0.05 },
    customers: placed.length,
    debts: debts.length,
    owedCents,
  };
}
