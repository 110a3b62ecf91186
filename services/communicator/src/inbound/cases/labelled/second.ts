/** More of them in both languages: written when the first phrases stood, and what they missed was mended then. */
export const second = `
stop-contact | I'm begging you, quit calling my house
stop-contact | This is harassment. Stop it.
stop-contact | You people call ten times a day, it has to end. Do not ring me again
stop-contact | kindly refrain from contacting me in the future
stop-contact | Take my name off whatever list this is
stop-contact | I said no. dont text me
stop-contact | I no longer consent to receive your messages
stop-contact | wrong number, stop texting
stop-contact | Please remove this number
stop-contact | Please cease contacting me at this address
stop-contact | No calls to my work, period
stop-contact | I want no more emails from your company.
stop-contact | STOP MESSAGING ME
stop-contact | do not ever contact my wife about this
stop-contact | if you call me one more time I will sue. Leave me alone
stop-contact | just stop already
stop-contact | I'm asking you in writing to stop all communication
stop-contact | por favor ya no me manden mensajes
stop-contact | Dejen de estar llamando a mi casa
stop-contact | No quiero saber nada de ustedes, no me hablen
stop-contact | sáquenme de su lista
stop-contact | dejen de molestar a mi familia
stop-contact | no me contacten nunca más
stop-contact | Ya basta
stop-contact | Pido que eliminen mi número
attorney | Please contact my attorney Dana Cole at 480-555-0100
attorney | I retained counsel last week
attorney | We've hired a lawyer to deal with you
attorney | You'll be hearing from my lawyer
attorney | my lawyers are handling it
attorney | I have legal representation
attorney | All calls go through my attorney's office
attorney | I am being represented by Hill Law Group
attorney | per my attorney I will not discuss this with you
attorney | Mr. Gomez is my attorney in this matter
attorney | I already told you I have an attorney
attorney | Ya contraté abogado
attorney | todo por medio de mi abogado
attorney | tengo representación legal
attorney | Por favor llamen a mi abogada
attorney | Mi abogado es el Lic. Vega, comuníquense con él
bankruptcy | We filed Chapter 13 in August, case no 26-00431
bankruptcy | this was part of my Chapter 7
bankruptcy | I just got my bankruptcy discharge
bankruptcy | I'm currently in a chapter 13 plan
bankruptcy | The court discharged this debt in my BK
bankruptcy | i have declared bankruptcy and you were notified
bankruptcy | Contact my bankruptcy trustee
bankruptcy | you are violating the automatic stay
bankruptcy | My spouse and I went bankrupt in 2025
bankruptcy | Ya nos declaramos en bancarrota
bankruptcy | La corte descargó la deuda en mi bancarrota
bankruptcy | tengo un caso de capítulo 13
bankruptcy | estoy pasando por una quiebra
dispute | I'm not responsible for this debt
dispute | that balance can't be right, I was told $200
dispute | We don't owe that
dispute | I want proof that this is mine
dispute | This was paid in full in 2019
dispute | please verify the debt
dispute | I formally dispute the validity of the alleged debt
dispute | I never opened this credit card
dispute | not mine. never heard of this company
dispute | You've got the wrong person, I have no account there
dispute | the amount you claim is incorrect
dispute | I refuse to pay, it's not a valid debt
dispute | I paid the hospital directly
dispute | dispute
dispute | I disagree with the amount
dispute | No reconozco esta deuda
dispute | yo no debo nada a esa compañía
dispute | Esto ya lo pagué por completo
dispute | La cantidad no es correcta
dispute | Exijo pruebas de que esta deuda es mía
dispute | Nunca saqué ese préstamo
dispute | estoy disputando este cargo
identity-theft | My wallet was stolen and someone opened accounts
identity-theft | I'm an identity theft victim, I'll send the affidavit
identity-theft | This was opened fraudulently
identity-theft | somebody else used my ssn for this loan
identity-theft | I never applied, this is fraud
identity-theft | that card was taken out by a scammer using my name
identity-theft | I filed a police report about the stolen identity
identity-theft | it is fraudulent debt
identity-theft | fui víctima de fraude
identity-theft | Me robaron mis datos y abrieron cuentas
identity-theft | Alguien sacó una tarjeta a mi nombre
identity-theft | es un fraude, usaron mi identidad
identity-theft | robo de identidad
death | My father, whose account this is, passed on last spring
death | Unfortunately Ms. Hall passed away
stop-contact,death | she's dead, stop writing to a dead woman
death | I'm writing to let you know that my brother has passed away.
death | The borrower died on 4/2
death | he is no longer alive
death | I am administering her estate
death | we buried my mom yesterday
death | she died
death | Mi hermano murió, él tenía esa cuenta
death | El señor Díaz ha fallecido
death | ella ya falleció
death | le mando el certificado de defunción
death | mi esposo que en paz descanse
- | Sounds good, thanks for the help
- | Could you email me a copy of the contract?
- | I'd like to speak with someone about a settlement
- | I can do 25 a week until January
- | my hours were cut
- | When is the next installment due?
- | wrong card, use the one ending 0042
- | Why was I charged twice this month?
- | I will call you after work
- | stop, I mean start the plan on the first
- | Should I ask a lawyer before signing the plan?
- | I work at a law firm, call me after 6
- | can you explain what a dispute is
- | I want to pay so that I don't have to go bankrupt
- | thinking about chapter 7 but would rather pay
- | I read about identity theft, is this link safe?
- | my dog died and I forgot about the payment
- | the line went dead, please call back
- | My grandpa is turning 80, I am traveling
- | Sorry for the late reply
- | Please send mail to my PO box
- | the amount is right, thanks
- | Is it possible to remove the interest?
- | Please remove my old card and add this one
- | I never received the receipt
- | I owe more to others, you are second
- | We are moving next week
- | Please don't call this week, I'm in the hospital
- | Is your office open Saturday?
- | call me at 5 please
- | I don't remember this account, what was it for?
- | Can I get the payoff amount?
- | how many payments are left
- | got it, will pay tonight
- | Not interested in a loan, but yes on the settlement
- | The last bus stop is near your office?
- | I'm not going to a lawyer over $80, lets settle
- | ok but stop charging me late fees
- | I have paid every month on time
- | is paid in full still 10% off?
- | let me ask my wife
- | yes please text me instead
- | Gracias, ya quedó
- | ¿A qué hora abren?
- | No puedo pagar este mes, ¿qué hago?
- | ¿Me mandan el saldo?
- | deje le pregunto a mi esposa
- | estoy de acuerdo con el plan
- | el monto es correcto
- | ¿Aceptan tarjeta?
- | no me llegó el correo
- | llámenme después de las 5
- | mi carro murió y no tengo para pagar hoy
- | ¿debo hablar con un abogado antes?
- | no me alcanza, ¿pueden bajar la cuota?
- | les pago el lunes sin falta
- | busco trabajo, denme más tiempo
- | ¿cuánto falta para terminar?
`;
