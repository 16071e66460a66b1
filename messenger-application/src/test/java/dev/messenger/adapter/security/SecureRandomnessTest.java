package dev.messenger.adapter.security;

import dev.messenger.application.shared.port.Randomness;
import dev.messenger.contracts.shared.RandomnessContract;

class SecureRandomnessTest implements RandomnessContract {

    private final Randomness randomness = new SecureRandomness();

    @Override
    public Randomness randomness() {
        return randomness;
    }
}
