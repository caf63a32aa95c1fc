package com.example.notes;

import com.example.notes.NoteTable.Note;
import dev.twinmark.documents.Ids;
import dev.twinmark.documents.OpenDocuments;
import dev.twinmark.documents.Role;
import dev.twinmark.documents.TextStore;
import java.security.Principal;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of notes. */
@Controller
class NoteController {

  private final TextStore texts;
  private final OpenDocuments documents;
  private final NoteTable notes;

  NoteController(TextStore texts, OpenDocuments documents, NoteTable notes) {
    this.texts = texts;
    this.documents = documents;
    this.notes = notes;
  }

  @GetMapping("/")
  String list(Principal user, Model model) {
    model.addAttribute("notes", notes.of(user.getName()));
    return "notes";
  }

  @PostMapping("/notes")
  String create(Principal user) {
    String id = Ids.document();
    String text = "# A new note\n";
    texts.create(id, "", false, text, Instant.now());
    notes.add(id, user.getName(), text);
    return "redirect:/notes/" + id;
  }

  @GetMapping("/notes/{id}")
  String write(@PathVariable String id, Principal user, Model model) {
    Role role = require(id, user, Role.READ);
    model.addAttribute("note", notes.find(id).orElseThrow(NoteController::unknown));
    model.addAttribute("isOwner", role == Role.OWN);
    return "note";
  }

  /** Gives a user a right, or takes it from one who may be writing at this moment. */
  @PostMapping("/notes/{id}/rights")
  String share(
      @PathVariable String id,
      @RequestParam String holder,
      @RequestParam String role,
      Principal user) {
    require(id, user, Role.OWN);
    if (holder.equals(user.getName())) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The owner stays the owner.");
    }
    notes.give(
        id,
        holder,
        switch (role) {
          case "read" -> Role.READ;
          case "write" -> Role.WRITE;
          default -> null;
        });
    documents.rightsChanged(id);
    return "redirect:/notes/" + id;
  }

  @PostMapping("/notes/{id}/publication")
  String publish(@PathVariable String id, Principal user) {
    require(id, user, Role.OWN);
    notes.publish(id, texts.text(id).orElseThrow(NoteController::unknown).text());
    return "redirect:/published/" + id;
  }

  /** Shows a published note to everyone. */
  @GetMapping("/published/{id}")
  String read(@PathVariable String id, Model model) {
    Note note =
        notes.find(id).filter(one -> one.published() != null).orElseThrow(NoteController::unknown);
    model.addAttribute("note", note);
    return "published";
  }

  private Role require(String id, Principal user, Role needed) {
    return notes
        .role(id, user.getName())
        .filter(role -> role.compareTo(needed) >= 0)
        .orElseThrow(NoteController::unknown);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such note for you.");
  }
}
