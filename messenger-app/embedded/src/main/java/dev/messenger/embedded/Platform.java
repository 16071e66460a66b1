package dev.messenger.embedded;

import java.util.Locale;

/**
 * The binaries of one operating system and processor, as resources of the class path.
 *
 * @param postgres archive of PostgreSQL
 * @param redis program, which needs no library of the system
 */
record Platform(String postgres, String redis) {

    /**
     * The platform of this process.
     *
     * @throws ServiceFailure if there are no binaries for it
     */
    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
        if (os.startsWith("linux") && intel) {
            return new Platform("postgres-linux-x86_64.txz", "redis-server-7.0.15-linux-amd64");
        }
        if (os.startsWith("linux") && arm) {
            return new Platform("postgres-linux-arm_64.txz", "redis-server-7.0.15-linux-arm64");
        }
        if (os.startsWith("mac") && intel) {
            return new Platform("postgres-darwin-x86_64.txz", "redis-server-7.0.15-darwin-amd64");
        }
        if (os.startsWith("mac") && arm) {
            return new Platform("postgres-darwin-arm_64.txz", "redis-server-7.0.15-darwin-arm64");
        }
        throw new ServiceFailure("There are no embedded services for " + osName + " on " + osArch + ".");
    }
}
