package com.example.notes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Notes that several users write at once, in the application's own database. */
@SpringBootApplication
public class NotesApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(NotesApplication.class, arguments);
  }
}
