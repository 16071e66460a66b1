package dev.messenger.app.account;

import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.contracts.account.OneTimeCodesContract;

class AuthenticatorCodesTest implements OneTimeCodesContract {

    @Override
    public OneTimeCodes codes() {
        return new AuthenticatorCodes();
    }
}
