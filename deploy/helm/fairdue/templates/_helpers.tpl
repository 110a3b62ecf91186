{{- define "fairdue.labels" -}}
{{ include "fairdue.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "fairdue.selector" -}}
app.kubernetes.io/name: fairdue
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fairdue.image" -}}
{{- $image := .root.Values.image -}}
{{- with $image.registry }}{{ . }}/{{ end }}{{ $image.repository }}/{{ .name }}:{{ .tag | default $image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "fairdue.serviceAccount" -}}
{{ .Values.serviceAccount.name | default .Release.Name }}
{{- end }}

{{- define "fairdue.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "fairdue.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* How a process finds and convinces the engines. Call with the root. */}}
{{- define "fairdue.kafkaEnv" -}}
{{- $kafka := .Values.kafka -}}
- { name: KAFKA_BROKERS, value: {{ required "kafka.brokers is needed" $kafka.brokers | quote }} }
- { name: TOPIC_PARTITIONS, value: {{ $kafka.topicPartitions | quote }} }
- { name: KAFKA_TLS, value: {{ $kafka.tls.enabled | quote }} }
{{- if $kafka.tls.existingSecret }}
- { name: KAFKA_TLS_CA_FILE, value: /etc/fairdue/kafka-tls/ca.pem }
{{- if $kafka.tls.certKey }}
- { name: KAFKA_TLS_CERT_FILE, value: /etc/fairdue/kafka-tls/cert.pem }
- { name: KAFKA_TLS_KEY_FILE, value: /etc/fairdue/kafka-tls/key.pem }
{{- end }}
{{- end }}
{{- if $kafka.sasl.mechanism }}
- { name: KAFKA_SASL_MECHANISM, value: {{ $kafka.sasl.mechanism | quote }} }
- { name: KAFKA_SASL_USERNAME_FILE, value: /etc/fairdue/kafka-sasl/username }
- { name: KAFKA_SASL_PASSWORD_FILE, value: /etc/fairdue/kafka-sasl/password }
{{- end }}
{{- end }}

{{- define "fairdue.mongoEnv" -}}
{{- $mongo := .Values.mongodb -}}
{{- $who := $mongo.credentials -}}
{{- if and $who.existingSecret $who.urlKey }}
- { name: MONGODB_URL_FILE, value: /etc/fairdue/mongodb/url }
{{- else }}
- { name: MONGODB_URL, value: {{ required "mongodb.url is needed, or mongodb.credentials with urlKey" $mongo.url | quote }} }
{{- if $who.existingSecret }}
- { name: MONGODB_USERNAME_FILE, value: /etc/fairdue/mongodb/username }
- { name: MONGODB_PASSWORD_FILE, value: /etc/fairdue/mongodb/password }
{{- end }}
{{- end }}
{{- if $mongo.tls.existingSecret }}
- { name: MONGODB_TLS_CA_FILE, value: /etc/fairdue/mongodb-tls/ca.pem }
{{- if $mongo.tls.clientKey }}
- { name: MONGODB_TLS_KEY_FILE, value: /etc/fairdue/mongodb-tls/client.pem }
{{- end }}
{{- end }}
{{- end }}

{{- define "fairdue.engineMounts" -}}
{{- with .Values.kafka }}
{{- if .tls.existingSecret }}
- { name: kafka-tls, mountPath: /etc/fairdue/kafka-tls, readOnly: true }
{{- end }}
{{- if .sasl.mechanism }}
- { name: kafka-sasl, mountPath: /etc/fairdue/kafka-sasl, readOnly: true }
{{- end }}
{{- end }}
{{- with .Values.mongodb }}
{{- if .credentials.existingSecret }}
- { name: mongodb, mountPath: /etc/fairdue/mongodb, readOnly: true }
{{- end }}
{{- if .tls.existingSecret }}
- { name: mongodb-tls, mountPath: /etc/fairdue/mongodb-tls, readOnly: true }
{{- end }}
{{- end }}
{{- end }}

{{- define "fairdue.engineVolumes" -}}
{{- with .Values.kafka }}
{{- if .tls.existingSecret }}
- name: kafka-tls
  secret:
    secretName: {{ .tls.existingSecret }}
    defaultMode: 0440
    items:
      - { key: {{ .tls.caKey }}, path: ca.pem }
      {{- if .tls.certKey }}
      - { key: {{ .tls.certKey }}, path: cert.pem }
      - { key: {{ required "kafka.tls.keyKey goes with certKey" .tls.keyKey }}, path: key.pem }
      {{- end }}
{{- end }}
{{- if .sasl.mechanism }}
- name: kafka-sasl
  secret:
    secretName: {{ required "kafka.sasl.existingSecret goes with mechanism" .sasl.existingSecret }}
    defaultMode: 0440
    items:
      - { key: {{ .sasl.usernameKey }}, path: username }
      - { key: {{ .sasl.passwordKey }}, path: password }
{{- end }}
{{- end }}
{{- with .Values.mongodb }}
{{- if .credentials.existingSecret }}
- name: mongodb
  secret:
    secretName: {{ .credentials.existingSecret }}
    defaultMode: 0440
    items:
      {{- if .credentials.urlKey }}
      - { key: {{ .credentials.urlKey }}, path: url }
      {{- else }}
      - { key: {{ .credentials.usernameKey }}, path: username }
      - { key: {{ .credentials.passwordKey }}, path: password }
      {{- end }}
{{- end }}
{{- if .tls.existingSecret }}
- name: mongodb-tls
  secret:
    secretName: {{ .tls.existingSecret }}
    defaultMode: 0440
    items:
      - { key: {{ .tls.caKey }}, path: ca.pem }
      {{- if .tls.clientKey }}
      - { key: {{ .tls.clientKey }}, path: client.pem }
      {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* What every pod's variables say: `config` and where the services are. */}}
{{- define "fairdue.commonEnv" -}}
{{- range $key, $value := .Values.config }}
- { name: {{ $key }}, value: {{ $value | quote }} }
{{- end }}
{{- range $name, $_ := .Values.services }}
- { name: {{ $name | upper | replace "-" "_" }}_URL, value: "http://{{ $.Release.Name }}-{{ $name }}:8080" }
{{- end }}
{{- end }}
