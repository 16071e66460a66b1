package dev.messenger.application.media;

import dev.messenger.application.environment.Environment;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.shared.Settings;
import java.time.InstantSource;

/** The use cases of files. */
public record MediaUseCases(Uploads uploads, Avatars avatars, ChatFiles chatFiles, ObjectCleanUp cleanUp) {

    /** Wires them. */
    public static MediaUseCases of(MediaPorts ports, MediaStorage storage, Environment environment) {
        Attachments attachments = ports.attachments();
        InstantSource clock = environment.clock();
        Settings settings = environment.settings();
        UploadBounds bounds = new UploadBounds(
                ports, storage, environment.transactions(), settings.caps().uploads());
        Uploads uploads = new Uploads(attachments, bounds, storage, environment.randomness(), clock, settings);
        return new MediaUseCases(
                uploads,
                new Avatars(uploads, attachments, storage, clock, settings),
                new ChatFiles(attachments, storage, settings),
                new ObjectCleanUp(ports.objectRemovals(), storage, clock));
    }
}
