package com.example.notes;

import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.documents.OpenDocuments;
import dev.twinmark.documents.TextStore;
import dev.twinmark.documents.jakarta.LiveEndpoint;
import dev.twinmark.thymeleaf.TwinmarkDialect;
import jakarta.websocket.server.ServerEndpointConfig;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/** The parts of Twinmark: where documents are, who may write in them, and how editors connect. */
@Configuration
class LiveConfiguration {

  @Bean
  TextStore texts(DataSource source) {
    return JdbcDocumentStore.within(source, "documents");
  }

  @Bean
  OpenDocuments documents(TextStore texts, NoteTable notes) {
    return new OpenDocuments(texts, notes, notes::settled);
  }

  @Bean
  ServerEndpointConfig live(OpenDocuments documents) {
    return LiveEndpoint.builder(documents).path("/notes/{document}/live").build();
  }

  @Bean
  ServerEndpointExporter endpoints() {
    return new ServerEndpointExporter();
  }

  @Bean
  TwinmarkDialect twinmark() {
    return new TwinmarkDialect();
  }
}
