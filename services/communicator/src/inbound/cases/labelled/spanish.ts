/** The same in Spanish. */
export const spanish = `
stop-contact | Dejen de llamarme
stop-contact | Por favor deje de mandarme mensajes
stop-contact | no me llamen más
stop-contact | No quiero que me contacten
stop-contact | déjenme en paz
stop-contact | Quiten mi número de su lista
stop-contact | ya no me escriban por favor
stop-contact | paren de molestarme
stop-contact | no quiero recibir más correos de ustedes
stop-contact | Basta ya de llamadas
stop-contact | ALTO
stop-contact | No más llamadas
stop-contact | Revoco mi consentimiento para recibir textos
stop-contact | quiero darme de baja
stop-contact | Le pido que deje de contactarme a mí y a mi familia
stop-contact | borren mi teléfono
stop-contact | No me vuelvan a llamar
stop-contact | deja de acosarme
stop-contact | no vuelva a escribirme
stop-contact | Les exijo que cesen toda comunicación conmigo
attorney | Tengo un abogado
attorney | ya tengo abogada, hablen con ella
attorney | Comuníquense con mi abogado
attorney | Contraté a un abogado para esto
attorney | mi abogado se encarga de todo
attorney | Estoy representada por una abogada
attorney | Mi abogado me representa en este asunto
attorney | hable con nuestro abogado, el licenciado Ruiz
attorney | Cualquier cosa con mi abogado por favor
attorney | He contratado un abogado, su número es 602-555-0111
bankruptcy | Me declaré en bancarrota
bankruptcy | estoy en bancarrota
bankruptcy | presenté el capítulo 7 en marzo
bankruptcy | Esa deuda fue incluida en mi bancarrota
bankruptcy | me acogí al capítulo 13
bankruptcy | Nos declaramos en quiebra el año pasado
bankruptcy | Estamos en proceso de bancarrota
bankruptcy | mi caso de bancarrota es 24-1001
bankruptcy | hice bancarrota en 2023
dispute | Esta deuda no es mía
dispute | Disputo esta deuda
dispute | No les debo nada
dispute | Ya la pagué hace años
dispute | el monto está incorrecto
dispute | quiero disputar el cargo
dispute | No es mi deuda
dispute | mándenme prueba de la deuda
dispute | Yo no debo eso
dispute | el saldo no es correcto
dispute | nunca tuve cuenta con ese banco
dispute | Yo nunca abrí esa tarjeta
dispute | ya liquidé esa cuenta en 2020
dispute | Necesito la validación de esta deuda
dispute | esa cuenta no es de nosotros
identity-theft | Me robaron la identidad
identity-theft | Fui víctima de robo de identidad
identity-theft | alguien usó mi nombre para sacar esa tarjeta
identity-theft | es una cuenta fraudulenta
identity-theft | Otra persona abrió esto con mis datos
identity-theft | usaron mi seguro social sin permiso
identity-theft | hice un reporte policial por robo de identidad
identity-theft | fue fraude, alguien sacó el préstamo con mi identidad
death | Mi esposo falleció
death | él murió en junio
death | La señora Ortiz ya falleció
stop-contact,death | mi papá está muerto, ya no llamen
death | adjunto el acta de defunción
death | Mi mamá ha fallecido
death | La persona que buscan murió hace un año
death | soy la hija, mi madre murió en enero
death | el titular es difunto
stop-contact,attorney | Ya no me llamen, tengo abogado
dispute,stop-contact | No debo nada, dejen de llamarme
attorney,bankruptcy | Mi abogado me lleva la bancarrota, estoy en capítulo 7
dispute,identity-theft | Disputo esta cuenta, me robaron la identidad
- | sí
- | ok gracias
- | ¿Cuánto debo?
- | Voy a pagar el viernes
- | pueden llamarme mañana
- | llámeme por favor
- | no tengo abogado
- | ¿necesito un abogado?
- | mi primo es abogado
- | no quiero declararme en bancarrota
- | estoy tratando de evitar la bancarrota
- | se me murió el teléfono
- | mi celular está muerto
- | no disputo la deuda, solo necesito tiempo
- | ¿Puedo pagar 50 al mes?
- | ya pagué hoy por el enlace
- | el pago está programado para mañana
- | no me llamen antes de las 9
- | ¿Esto es una estafa?
- | quiero hacer un plan de pagos
- | Para el viernes le pago
- | Le pago para fin de mes
- | ¿me pueden quitar el recargo?
- | cambié de número, es 602-555-0199
- | no recibí la carta
- | ¿Quién habla?
- | sí es mi deuda
- | perdí mi trabajo
- | Deje un mensaje, ya le devuelvo la llamada
- | me dejaron un mensaje, ¿de qué se trata?
- | no puedo hablar ahorita
- | mándeme el enlace otra vez
- | ¿hay descuento si pago todo?
- | el alto costo de los intereses me preocupa
- | ¿cómo verifico mi identidad para entrar?
- | no entiendo
- | Murió mi mamá y por eso me atrasé, pago la otra semana
- | mejor escríbanme por correo
- | gracias por su paciencia
- | no, el martes no puedo
- | Si contrato un abogado ¿me bajan la deuda?
- | está bien, acepto
- | Claro.⏎El lun, 16 nov 2026 a las 9:00, Demo escribió:⏎> Si disputa esta deuda o tiene abogado, díganos.
- | Pago el viernes⏎> dejen de llamarme
`;
