/**
 * Documents in a container with Jakarta WebSocket, such as Tomcat or Spring Boot: {@link
 * dev.twinmark.documents.jakarta.LiveEndpoint} is the address that editors connect to.
 */
package dev.twinmark.documents.jakarta;
